extension Catalogue {
  /// What rules found in responses.
  static let chineseResponseFindings: [String: String] = [
    "says \"Accept-Ranges: none\" and is a 206": "写着 \"Accept-Ranges: none\"，却是 206",
    "says \"Accept-Ranges: bytes\" and ignored \"Range: {1}\"":
      "写着 \"Accept-Ranges: bytes\"，却没有理会 \"Range: {1}\"",
    "Transaction #{1} {2}.": "交互 #{1} {2}。",
    "under the same strong tag {1}, which only one of the two can own": "带着同一个强标签 {1}，而它只能属于两者之一",
    "{1}, then {2}": "先是 {1}，后是 {2}",
    "Transaction #{1} told {2}, transaction #{3} tells {4}: {5}.":
      "交互 #{1} 说是 {2}，交互 #{3} 说是 {4}：{5}。",
    "Transaction #{1} carries \"Content-Range: {2}\".": "交互 #{1} 带有 \"Content-Range: {2}\"。",
    "Transaction #{1}, asked for with {2}, is coded as {3}, transaction #{4}, asked for with {5}, as {6}: their bytes are of different representations.":
      "交互 #{1}（请求：{2}）编码为 {3}，交互 #{4}（请求：{5}）编码为 {6}：它们的字节属于不同的表示。",
    "Transactions #{1} and #{2} both carry ETag: {3}, one coded as {4} (asked for with {5}), the other as {6} ({7}).{8}":
      "交互 #{1} 和 #{2} 都带有 ETag: {3}，一个编码为 {4}（请求：{5}），另一个编码为 {6}（{7}）。{8}",
    " The client put bytes of both into one file.": "客户端把两者的字节放进了同一个文件。",
    "Transactions #{1} and #{2} both brought bytes {3}, and what they brought there differs, {4}.{5}":
      "交互 #{1} 和 #{2} 都带来了字节 {3}，内容却不同，{4}。{5}",
    "though both carry the strong ETag {1}": "可两者带有同一个强标签 {1}",
    "and neither carries a validator that would tell": "而且都没有能说明问题的验证器",
    "though both carry {1}": "可两者都带有 {1}",
    "though nothing says that they are of different versions ({1}; {2})":
      "可没有什么说明它们属于不同的版本（{1}；{2}）",
    "more": "多",
    "fewer": "少",
    " (the length of the whole)": "（正是总长度）",
    "Transaction #{1}: \"Content-Range: {2}\" spans {3}{4}, Content-Length is {5}, {6}{7} {8}{9}.":
      "交互 #{1}：\"Content-Range: {2}\" 是 {3}{4}，Content-Length 是 {5}，{6}{8} {7} 字节{9}。",
    "at least ": "至少 ",
    "a 206 carries a range, not \"*\"": "206 应当带范围，而不是 \"*\"",
    "a 416 carries \"*/length\", not a range": "416 应当带 \"*/总长度\"，而不是范围",
    "Transaction #{1} ({2}) carries \"Content-Range: {3}\": {4}.":
      "交互 #{1}（{2}）带有 \"Content-Range: {3}\"：{4}。",
    "begin elsewhere": "起点不同",
    "lie outside": "超出了范围",
    "Transaction #{1} asked for \"{2}\" and got bytes {3}, which {4}.{5}{6}":
      "交互 #{1} 请求 \"{2}\"，得到字节 {3}，{4}。{5}{6}",
    " asked for \"{1}\" and": "请求 \"{1}\"，",
    "Transaction #{1}{2} got 206 without Content-Range; {3} cannot be placed.":
      "交互 #{1} {2}得到没有 Content-Range 的 206；{3}无法确定位置。",
    "Transaction #{1} is a {2} with \"Content-Range: {3}\".":
      "交互 #{1} 是带有 \"Content-Range: {3}\" 的 {2}。",
    "Transaction #{1} asked for \"{2}\", of {3}, and got bytes {4}-{5}: {6} fewer.":
      "交互 #{1} 请求 \"{2}\"（总长 {3}），得到字节 {4}-{5}：少了 {6}。",
    "Transaction #{1} was {2}, {3}; transaction #{4} is {5}, {6}, with status {7}.":
      "交互 #{1} 是 {2}，{3}；交互 #{4} 是 {5}，{6}，状态码 {7}。",
    "Transaction #{1}: {2} promised {3} {4}, and the {5} that came have {6}.":
      "交互 #{1}：{2} 说 {3} 是 {4}，收到的 {5}算出来是 {6}。",
    "Transaction #{1} carries ETag: {2}, which is no entity tag.": "交互 #{1} 带有 ETag: {2}，这不是实体标签。",
    ", weakened perhaps because it is coded as {1}": "，也许是因为编码为 {1} 而被变弱",
    "Transaction #{1} carries ETag: {2}{3}.": "交互 #{1} 带有 ETag: {2}{3}。",
    "a Last-Modified ({1}) that is not strong": "不够强的 Last-Modified（{1}）",
    "no Last-Modified": "没有 Last-Modified",
    "Transaction #{1} is a 206 with ETag: {2} and {3}.": "交互 #{1} 是 206，带有 ETag: {2}；{3}。",
    "Content-Length is {1}": "Content-Length 是 {1}",
    "the body is {1} long": "内容长 {1}",
    "the complete length is that of the plain form (transaction #{1})": "总长度却是未压缩形式的（交互 #{1}）",
    "Transaction #{1} is coded as {2} and claims \"{3}\" ({4}), yet {5}. It was asked for with {6}.{7}":
      "交互 #{1} 编码为 {2}，声称是 \"{3}\"（{4}），可是{5}。请求时：{6}。{7}",
    "Transaction #{1} asked for {2} and got bytes {3}-{4} alone; {5} did not come.":
      "交互 #{1} 请求 {2}，只得到字节 {3}-{4}；{5} 没有来。",
    " and {1}": "和 {1}",
    "{1} served {2} as {3} (transaction #{4}) and as {5} (transaction #{6}), both with {7}{8}: one resource.":
      "{1} 以 {3}（交互 #{4}）和 {5}（交互 #{6}）两个名字给出 {2} ，都带有 {7} {8}：是同一个资源。",
    "Transaction #{1} asked for \"{2}\" only if the file was still {3}. The answer says it is {4}, but is a 206 with bytes {5}.{6}":
      "交互 #{1} 请求 \"{2}\"，条件是文件还是 {3}。应答说它现在是 {4}，却是带着字节 {5} 的 206。{6}",
    "Transaction #{1} asked for \"{2}\" if still {3}; the answer carries exactly that validator, but is a 200 with {4}.":
      "交互 #{1} 请求 \"{2}\"，条件是文件还是 {3}；应答带的正是这个验证器，却是 200，共 {4}。",
    "Transaction #{1} sent If-Range: {2} and was answered 206 (ETag {3}), bytes {4}.":
      "交互 #{1} 发送了 If-Range: {2}，得到 206（ETag {3}），字节 {4}。",
    "On connection {1}, transaction #{2} says \"max={3}\" and transaction #{4} \"max={5}\": {6} between them is not in the capture.":
      "连接 {1} 上，交互 #{2} 写着 \"max={3}\"，交互 #{4} 写着 \"max={5}\"：中间有 {6}不在抓包里。",
    "On connection {1}, transaction #{2} says \"max={3}\" and transaction #{4} \"max={5}\": {6} between them are not in the capture.":
      "连接 {1} 上，交互 #{2} 写着 \"max={3}\"，交互 #{4} 写着 \"max={5}\"：中间有 {6}不在抓包里。",
    "Transaction #{1}: Last-Modified {2} is {3} after Date {4}.":
      "交互 #{1}：Last-Modified {2} 比 Date {4} 晚 {3}。",
    "the same length": "同样的长度",
    "Transaction #{1} carries {2}, transaction #{3} {4}, {5}, for a file of {6}.{7}{8}":
      "交互 #{1} 带有 {2}，交互 #{3} 带有 {4}，{5}，文件长度：{6}。{7}{8}",
    "from the nodes {1} and {2}": "来自节点 {1} 和 {2}",
    "Find out whether several nodes stand behind this address. If so, copy with times (rsync -t) or leave inodes out of tags (Apache: FileETag MTime Size); if not, look at what makes this server tag the file anew: a file touched or replaced, a tag made of the time or of the request.":
      "先弄清这个地址后面有没有几个节点。有的话，复制时保留时间（rsync -t），或者标签里不要有 inode（Apache：FileETag MTime Size）；没有的话，看看这台服务器为什么给同一个文件换标签：文件被重写或替换，或者标签由时间或请求算出。",
    "both from {1}{2}": "都来自 {1}{2}",
    "from {1} and {2}{3}": "来自 {1} 和 {2}{3}",
    " ({1}; {2})": "（{1}；{2}）",
    " Most likely two copies of one file, not two files.": "多半是同一个文件的两份副本，而不是两个文件。",
    "Transaction #{1} asked for \"{2}\" and got \"{3}\".": "交互 #{1} 请求 \"{2}\"，得到 \"{3}\"。",
    "the header section of the whole carries \"Content-Range: {1}\"":
      "整个响应的首部带有 \"Content-Range: {1}\"",
    "Content-Type names no boundary": "Content-Type 没有给出分隔符",
    "Transaction #{1} ({2}): {3}.": "交互 #{1}（{2}）：{3}。",
    "the boundary never occurs": "分隔符从未出现",
    "no closing delimiter": "没有结尾的分隔行",
    "part {1} has no Content-Range": "第 {1} 部分没有 Content-Range",
    "Content-Range of part {1}: no range": "第 {1} 部分的 Content-Range：没有范围",
    "the header of part {1} is malformed": "第 {1} 部分的首部不合格式",
    "the header of part {1} is too long": "第 {1} 部分的首部太长",
    "part {1} promised {2} bytes, the next delimiter comes after {3}":
      "第 {1} 部分说有 {2} 字节，下一个分隔行却在 {3} 字节之后",
    "too many parts": "部分太多",
    "Transaction #{1} is a 200 with \"Content-Range: {2}\" whose body is as long as that range ({3}). The bytes are counted at {4}.":
      "交互 #{1} 是带有 \"Content-Range: {2}\" 的 200，内容正好和这个范围一样长（{3}）。这些字节按 {4} 计算。",
    "\"Content-Range: {1}\"": "\"Content-Range: {1}\"",
    "no Content-Range": "没有 Content-Range",
    "Transaction #{1} asked for the whole resource and got 206 with {2}.{3}{4}":
      "交互 #{1} 请求整个资源，得到 206：{2}。{3}{4}",
    "If-Match: {1}": "If-Match: {1}",
    "If-Unmodified-Since: {1}": "If-Unmodified-Since: {1}",
    "no condition that explains it": "没有能解释它的条件",
    "; the current tag is {1}": "；现在的标签是 {1}",
    "Transaction #{1} asked for \"{2}\" with {3} and got 412{4}.":
      "交互 #{1} 请求 \"{2}\"（{3}），得到 412{4}。",
    " of {1}": "（共 {1}）",
    ", coded as {1} (asked for with {2})": "，编码为 {1}（请求：{2}）",
    ", though it says Accept-Ranges: bytes": "，尽管它写着 Accept-Ranges: bytes",
    "Transaction #{1} asked for \"{2}\" and got 200 with the whole{3}{4}{5}; {6} were delivered.{7}{8}":
      "交互 #{1} 请求 \"{2}\"，得到 200 和全部内容{3}{4}{5}；送达 {6}。{7}{8}",
    "a file whose length was not told": "长度未知的文件",
    "Transaction #{1} asked for \"{2}\" of {3}.{4}": "交互 #{1} 请求 \"{2}\"，文件：{3}。{4}",
    " Transaction #{1} followed it with the same Range.": "交互 #{1} 带着同样的 Range 跟了过去。",
    "Range": "Range",
    "If-Range": "If-Range",
    " Transaction #{1} followed it, but {2} was lost.": "交互 #{1} 跟了过去，但丢了 {2}。",
    "Transaction #{1} (\"Range: {2}\") was sent on to {3} with {4}.{5}":
      "交互 #{1}（\"Range: {2}\"）被 {4} 转到 {3} 。{5}",
    "Transaction #{1} asked from byte {2} on; the file has {3}, so nothing is left to send.{4}":
      "交互 #{1} 请求从字节 {2} 开始的部分；文件共 {3}，没有什么可发的了。{4}",
    " It says Retry-After: {1}.": "它写着 Retry-After: {1}。",
    "Transaction #{1} asked to go on with \"{2}\" after {3} had come, and got {4}{5}.{6}{7}{8}":
      "交互 #{1} 在收到 {3}之后请求继续 \"{2}\"，得到 {4}{5}。{6}{7}{8}",
    " {1}": " {1}",
    " The tag sent is weak and can never match.": "发送的标签是弱的，永远不会匹配。",
    "Transaction #{1} asked for \"{2}\" if the file was still {3}; it is now {4}, and all of it came with 200.{5}{6} {7} that the client held were delivered in vain.{8}{9}":
      "交互 #{1} 请求 \"{2}\"，条件是文件还是 {3}；现在它是 {4}，用 200 全部发来。{5}{6}客户端已有的 {7}白传了。{8}{9}",
    "Transaction #{1} is a {2} without Range, answered 416.": "交互 #{1} 是没有 Range 的 {2} 请求，得到 416。",
    " (Server: {1})": "（Server: {1}）",
    "Transaction #{1} is a 416 without Content-Range{2}.": "交互 #{1} 是没有 Content-Range 的 416{2}。",
    "Transaction #{1} asked for \"{2}\" of {3} and was refused with 416.{4}{5}":
      "交互 #{1} 请求 {3}中的 \"{2}\"，被 416 拒绝。{4}{5}",
    " The length is the same and proves nothing.": "长度相同，但什么也证明不了。",
    "Transaction #{1} brought bytes {2} under {3}; transaction #{4} brought {5} under {6}.{7}{8}{9}":
      "交互 #{1} 带来字节 {2}，{3}；交互 #{4} 带来 {5}，{6}。{7}{8}{9}",
    "Transaction #{1} carried {2}; transaction #{3}, of the same resource, carries no validator.":
      "交互 #{1} 带有 {2}；同一资源的交互 #{3} 没有验证器。",
    "None of the {1} with content, from transaction #{2} on, carries an ETag or a Last-Modified.":
      "从交互 #{2} 起，带内容的 {1}都没有 ETag 和 Last-Modified。",
    " Seen: the address is signed; until when it holds cannot be read from it. Inferred: the signature has expired.":
      "看到的：地址带签名，有效到何时从中看不出来。推断：签名已经过期。",
    "the time of the capture": "抓包的时间",
    "the Date of this answer": "这个应答的 Date",
    "\"{1}\", so until {2}": "\"{1}\"，即到 {2}",
    " Seen: the address says {1}, and {2} is {3} later. Inferred: it was refused for that.":
      "看到的：地址里写着 {1}，{2} 比这晚 {3}。推断：因此被拒绝。",
    " Seen: the address says {1}; by {2} it still held. Something else is the reason: what the signature covers (the Range header, the client's address), or who may read it.":
      "看到的：地址里写着 {1}；按{2}来看它仍然有效。另有原因：签名涵盖的内容（Range 首部、客户端的地址），或者谁可以读。",
    "{1}{2}, in which the server may name the reason (not read here)":
      "{1}{2}，服务器也许在其中说明了原因（这里没有读）",
    " It came with {1}.": "随之而来的有 {1}。",
  ]
}
