extension Catalogue {
  /// What the server said.
  static let chineseAnswers: [Phrase: String] = [
    .ansPart: "#{id} 的响应：206，给出这一部分",
    .ansWhole: "#{id} 的响应：200，给出整个文件",
    .ansWholeToRange: "#{id} 的响应：200，要的是一部分，给的是全部",
    .ansStatus: "#{id} 的响应：{status} {reason}",
    .ansNone: "#{id} 在抓包中没有响应",
    .partText:
      "206 的意思是：服务器看懂了范围请求，并且照办。Content-Range 说明这些字节放在哪里：首位置 {first}，末位置 {last}，整个文件 {length} 字节。",
    .partUnknownText:
      "206 的意思是照办范围请求。Content-Range 把这些字节放在 {first} 到 {last}；其中的 * 表示总长度还不知道。",
    .partCount: "验算一下：{last} − {first} + 1 = {count} 字节，与 Content-Length 一致。",
    .partCountOff: "验算一下：{last} − {first} + 1 = {count} 字节，而 Content-Length 写的是 {told}。两者必有一错。",
    .partMultipart:
      "206，一次给出几个部分（multipart/byteranges）：每个部分都有自己的 Content-Range，夹在不属于内容的分隔行之间。",
    .partNoPlace: "206，却没有可以读懂的 Content-Range：谁也不知道这些字节该放在哪里。",
    .partOther:
      "给的不是所要的。要的是 {asked}，给的是 {given}。客户端必须以 Content-Range 为准，绝不能以自己的 Range 为准。",
    .partMatched:
      "是 206 而不是 200，说明条件成立；这个响应自己的 ETag 就是证据：If-Range 里的标签 {tag} 就是文件现在的标签。这一部分可以接在已有的字节后面。",
    .partMismatched:
      "是 206，可是 If-Range 写的是 {sent}，而文件现在是 {now}。服务器只看了 Range：这些字节与已有的字节属于不同的版本。",
    .partWeakHonoured: "是 206，可是 If-Range 里是弱标签，弱标签绝不该匹配：服务器只是比较了字面。",
    .partSameTag: "它的标签与 #{by} 的相同：逐字节相同的同一个版本。请求并没有要求这一点；客户端是运气好，或者自己做了比较。",
    .partOtherTag: "它的验证器是 {now}，而 #{by} 的是 {old}：文件在两次之间被替换了，这些字节不能拼在一起。",
    .partNoTag: "它没有强验证器：谁也说不清这些字节与已有的字节是不是同一个版本。",
    .wholeText: "200 从字节 0 开始给出整个文件：{length}。",
    .wholeUnknownText: "200 从字节 0 开始给出整个文件；有多长，要到结尾才知道。",
    .wholeChanged:
      "If-Range 写的是 {sent}，文件现在是 {now}。条件不成立，Range 就不算数，新文件整个发来。这是正确的，发送 If-Range 正是为此：客户端手里的部分要扔掉。",
    .wholeIgnored:
      "Range 只是一种请求，服务器可以不理会：它从字节 0 开始发送全部。把这些接在已有部分后面的客户端，会得到一个过长的文件。",
    .wholeThoughMatched: "If-Range 匹配，却还是发来全部：服务器或它前面的缓存在这里不支持范围请求。",
    .answerUnmodified: "304：客户端手里的副本仍然有效；没有内容。",
    .answerFailed: "412：请求的条件不成立，所以什么都不发。文件已经不是客户端以为的那一个。",
    .answerUnsatisfied: "416：所要的范围里没有任何字节。Content-Range 说出了文件真正的长度：{length}。",
    .answerUnsatisfiedPlain: "416：所要的范围里没有任何字节。",
    .answerAtEnd: "客户端从文件的末尾开始要：它已经有了全部，这个 416 只是拐弯抹角地说了出来。",
    .answerRedirect: "重定向：内容在 {location}。",
    .answerRefused: "请求被拒绝：文件一个字节也没有收到。",
    .answerServer: "服务器出错：文件一个字节也没有收到。只能过一会儿再试。",
    .answerOther: "它没有带来文件的任何字节。",
    .noneText: "请求发出去了，抓包里却没有响应。可能丢失了，也可能是客户端放弃了。",
    .noneNext: "对这个文件的下一次请求是 #{next}。",
    .endComplete: "内容的全部 {n} 字节都到了，用时 {time}。",
    .endServer: "共 {expected} 字节，发到 {n} 字节时，服务器（或它前面的网络）断开了连接。",
    .endClient: "共 {expected} 字节，收到 {n} 字节后，客户端主动断开了连接。",
    .endCapture: "抓包在 {expected} 字节中的 {n} 字节之后结束，或者断了线索。",
    .endFramed: "抓包里只有 {expected} 字节中的 {n} 字节；服务器在其后又发了别的，可见其余的也发过。",
    .ansInstead: "#{id} 的响应：200，给的却不是这个文件",
    .wholeInstead:
      "其余的没有来，来的是另一种类型（{type}）的短响应：多半是用 200 发来的错误页面，不是这个文件。只看状态码的客户端会把它写进文件。",
    .gaveNothing: "其中没有文件的任何字节。",
    .endInferred: "其中 {n} 字节不在抓包里，但客户端确认收到了：送达了，只是没有看见。",
    .gave: "文件的字节 {ranges}。",
    .holdsPart: "{length} 字节中的 {held} 字节（{share} %）",
    .holdsUnknown: "{held} 字节",
    .holdsAll: "全部 {length} 字节，什么都不缺",
  ]
}
