extension Catalogue {
  /// What became of a download, and why.
  static let chineseVerdicts: [String: String] = [
    "{1} came in the end, but {2}{3}.{4}": "{1}最终都到了，但{2}{3}。{4}",
    "{1}.{2}": "{1}。{2}",
    " It is short and of another type than the content before: perhaps an error page.":
      "它很短，类型也与之前的内容不同：也许是错误页面。",
    "a short answer of another type came in place of the rest": "其余的没有来，来的是另一种类型的短响应",
    "in place of the rest came #{1}, {2} of {3} with status {4}, most likely an error page":
      "其余的没有来，来的是 #{1}：{3} 的 {2}，状态码 {4}，多半是错误页面",
    "{1}{2}.": "{1}{2}。",
    "The server only said that the client's copy is still good (304).": "服务器只说客户端的副本仍然有效（304）。",
    "The server only pointed elsewhere{1}, and nothing followed.": "服务器只是指向别处{1}，之后没有下文。",
    "Only the header section was asked for (HEAD).": "只请求了首部（HEAD）。",
    "The capture holds no response.": "抓包里没有响应。",
    "All {1} bytes": "全部 {1} 字节",
    "The only byte": "唯一的一个字节",
    "Nothing, which is all there is,": "0 字节（文件本来就是空的）",
    "Every byte": "每个字节",
    ", by {1}": "，来自 {1}",
    " of one version": "（同一个版本）",
    "{1}{2} was delivered{3}": "{1}{2}已送达{3}",
    "{1}{2} were delivered{3}": "{1}{2}都已送达{3}",
    "{1} of servers that are out of step: they gave {2} validators for one file":
      "{1}；这些服务器不同步：它们对同一个文件给出了 {2} 个验证器",
    "{1} of one address, which gave {2} validators for one file":
      "{1}；都来自同一个地址，它对同一个文件给出了 {2} 个验证器",
    "{1}; the server broke off {2} before the end, and the client went on each time":
      "{1}；服务器中途断开了 {2}，客户端每次都接着下载",
    "{1}; the server ignored the Range of {2}": "{1}；服务器没有理会 {2}的 Range",
    "{1}; {2} more ({3}) came for nothing": "{1}；另有 {2}（{3}）白传了",
    "{1}. An error all the same: {2}": "{1}。但还是有错误：{2}",
    "{1}.": "{1}。",
    " of {1} bytes": "（共 {1} 字节）",
    " bytes": " 字节",
    "{1}{2} came": "收到 {1}{2}",
    "{1}: the server sent a part though the whole was asked for": "{1}：请求的是全部，服务器却只发了一部分",
    "{1}; several ranges were asked for at once, and the server sent the first alone":
      "{1}；一次请求了几个范围，服务器只发了第一个",
    "{1}; the server sent less than was asked for, and the client did not ask for the rest":
      "{1}；服务器发的比请求的少，客户端没有再要其余的",
    "a body": "一个内容",
    "{1}; the client broke off {2} before the rest came": "{1}；客户端中断了 {2}，其余的没有来",
    "{1}; the client broke off {2} and never asked for all of the rest":
      "{1}；客户端中断了 {2}，也没有再把其余的都要回来",
    ", all that was asked for; the rest never was": "，请求的都到了；其余的没有请求过",
    "; {1} went over to {2}, which was not read": "；{1}改用了 {2}，那里没有读",
    "; no response brought all that was asked for": "；没有响应把请求的都带来",
    "{1}; the server sent less than was asked for, and no request in the capture asks for the rest":
      "{1}；服务器发的比请求的少，抓包里没有请求再要其余的",
    "{1}; the client broke off {2}, and no request in the capture asks for all of the rest":
      "{1}；客户端中断了 {2}，抓包里没有请求再把其余的都要回来",
    ", all that the requests in the capture asked for; there may have been others":
      "，抓包里的请求所要的都到了；可能还有别的请求",
    "download {1}": "下载 {1}",
    "{1}; bytes that are missing here came from elsewhere ({2})": "{1}；这里缺的字节从别处来了（{2}）",
    "Nothing was left to fetch: the client asked from the end of the file on{1}.":
      "没有什么可取的了：客户端请求的是文件末尾之后的部分{1}。",
    "No content was delivered: the condition of the request did not hold{1}.":
      "没有送达内容：请求的条件不成立{1}。",
    "No content was delivered{1}.": "没有送达内容{1}。",
    "The capture holds no response that can be told to be of these requests.": "抓包里没有能确定属于这些请求的响应。",
    "The connection went over to {1}{2}, which was not read.": "连接改用了 {1}{2}，那里没有读。",
    "The server answered that there is no content{1}.": "服务器回答说没有内容{1}。",
    "No response carries content that is known to be of the file{1}.":
      "没有响应带来能确定属于这个文件的内容{1}。",
    "A part came without Content-Range, so nobody can tell where its bytes belong.":
      "有一部分没有 Content-Range，谁也不知道它的字节该放在哪里。",
    "The parts of a multipart body could not be told apart, so nobody can place its bytes.":
      "multipart 的各部分分不开，谁也不知道字节该放在哪里。",
    "The heads of the responses were cut in the capture, so nobody can tell from it.":
      "响应的首部在抓包里被截断，无法判断。",
    "The complete length never appeared, so nobody can tell from this capture.":
      "总长度从未出现，从这个抓包里无法判断。",
    "The capture misses too much to tell.": "抓包缺得太多，无法判断。",
    "How much is missing was never told": "缺多少，无从得知",
    " of {1} ({2})": "（共 {1}，占 {2}）",
    " of version {1}": "（版本 {1}）",
    "{1}{2}{3} never came": "{1}{2}{3}始终没有收到",
    "the resume at byte {1}": "从字节 {1} 开始的续传",
    "a resume": "一次续传",
    "its If-Range carried a weak tag, which never matches": "它的 If-Range 带的是弱标签，永远不会匹配",
    "its If-Range carried a validator that the server never gave": "它的 If-Range 带的验证器，服务器从未给过",
    "another server answered, with another validator for the same file":
      "应答的是另一台服务器，对同一个文件给出了另一个验证器",
    "the file had changed{1}": "文件变了{1}",
    "its If-Range did not match": "它的 If-Range 不匹配",
    "the server sent everything although If-Range matched": "If-Range 匹配，服务器却发送了全部",
    "the server ignored the Range": "服务器没有理会 Range",
    "{1} fell back to byte 0 because {2}": "{1}退回到字节 0，因为{2}",
    " (ETag {1}, then {2})": "（ETag 从 {1} 变成 {2}）",
    "; {1} came for nothing": "；{1}白传了",
    "The client joined parts that are not of one file: #{1} and #{2} both brought {3} and differ there, and no header tells them apart: what it has may be corrupt.":
      "客户端拼起来的部分不属于同一个文件：#{1} 和 #{2} 都带来了 {3}，内容却不同，而首部看不出区别：它手里的文件可能是坏的。",
    "The client put bytes of {1} versions into one file": "客户端把 {1} 个版本的字节放进了同一个文件",
    "{1}, {2} of {3} and {4} of {5}": "{1}：{2} 属于 {3}，{4} 属于 {5}",
    "{1}, because {2}.": "{1}，因为{2}。",
    "{1}, because {2}: the file that it has is corrupt.": "{1}，因为{2}：它手里的文件是坏的。",
    "the {1} form": "{1} 形式",
    "the plain form": "未压缩的形式",
    "a file of {1} bytes": "{1} 字节的文件",
    "a version without validator": "没有验证器的版本",
    "the server answered with a part although If-Range did not match": "If-Range 不匹配，服务器却给了一部分",
    "the server took a weak tag in If-Range for a match": "服务器把 If-Range 里的弱标签当作匹配",
    "the server cut the range first and compressed it after": "服务器先截取范围，后压缩",
    "one came coded as {1}": "一个编码为 {1}",
    "{1}, the other as {2}": "{1}，另一个编码为 {2}",
    "the length of the file changed from {1} to {2} in between": "其间文件的长度从 {1} 变成了 {2}",
    "the file was replaced in between and the resume carried no If-Range":
      "其间文件被替换，而续传没有带 If-Range",
    "the file was replaced in between": "其间文件被替换",
    ": {1}, and {2}{3}": "：{1}，而且{2}{3}",
    ": the server refused a range of the file with 416": "：服务器用 416 拒绝了文件之内的范围",
    ": the resume was tied to a validator that no longer holds (412)": "：续传所系的验证器已经失效（412）",
    ": Content-Length and Content-Range of a part disagree":
      "：某个部分的 Content-Length 与 Content-Range 不一致",
    ": the server cut the range first and compressed it after": "：服务器先截取范围，后压缩",
    ": the server ignored the Range and sent everything, and {1}{2}":
      "：服务器没有理会 Range，发送了全部，而且{1}{2}",
    ": the client opened long ranges again and again and broke off {1}{2}":
      "：客户端一再打开很长的范围，又中断了 {1}{2}",
    ": a request was never answered": "：有一个请求始终没有应答",
    "a resume failed": "有一次续传失败",
    ", {1} after its signed address had expired": "，此时签名的地址已经过期 {1}",
    ", though its signed address still held": "，尽管签名的地址仍然有效",
    ", most likely as the signature in its address has expired": "，多半是因为地址里的签名过期了",
    "the resume at byte {1} was refused with {2}{3}": "从字节 {1} 开始的续传被 {2} 拒绝{3}",
    "that ended early": "它提前结束",
    "the client broke that off after {1}": "客户端在 {1}之后中断了它",
    "that ended after {1}": "它在 {1}之后结束",
    "a connection ended early": "有一条连接提前结束",
    "the server or the network": "服务器或网络",
    "the client": "客户端",
    "no request in the capture asks for the rest": "抓包里没有请求再要其余的",
    "nobody fetched the rest": "没有谁再取其余的",
    "it never asked for the rest": "它没有再要其余的",
    "{1} ended the connection after {2} bytes of #{3}, and {4}":
      "{1}在 #{3} 传到 {2} 字节时结束了连接，{4}",
    "{1} ended the connection after {2} of {3} bytes of #{4}, and {5}":
      "#{4} 共 {3} 字节，{1}在传到 {2} 字节时结束了连接，{5}",
    "at byte {1} by #{2}, {3}": "从字节 {1} 起，由 #{2}，{3}",
    "with no If-Range: nothing tied it to the bytes before": "没有 If-Range：无法保证与前面的字节属于同一版本",
    "If-Range {1} matched": "If-Range {1} 匹配",
    "though If-Range {1} does not match": "尽管 If-Range {1} 不匹配",
    "under If-Range {1}": "带 If-Range {1}",
  ]
}
