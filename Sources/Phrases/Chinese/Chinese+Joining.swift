extension Catalogue {
  /// How the parts go together, and what came of it.
  static let chineseJoining: [Phrase: String] = [
    .joinTitle: "拼在一起",
    .joinOne: "一次响应就给出了全部，没有什么要拼的。",
    .joinOnePart: "收到的这部分文件来自一次响应，没有什么要拼的。",
    .joinNothing: "文件一个字节也没有收到，没有什么可拼的。",
    .joinLine: "#{id} 给出字节 {ranges}，版本是 {validator}。",
    .joinLineBare: "#{id} 给出字节 {ranges}，没有验证器。",
    .joinSafe:
      "可以放心地拼在一起：它们都带有强实体标签 {tag}，相同的强标签代表相同的字节；总长度也都是 {length}。所谓“强”，是指只要有一个字节变了，服务器就会换一个标签。",
    .joinSafeDate:
      "可以拼在一起：它们的 Last-Modified 都是 {tag}，比响应至少早一秒，总长度也都是 {length}。日期不如标签可靠：一秒之内的两次修改，它看不出来。",
    .joinOpen:
      "没有什么能担保它们属于同一个文件：响应没有强验证器。单凭长度（{length}）说明不了多少，新版本往往也是这个长度。",
    .joinMirrors:
      "它们的验证器不同，来自不同步的服务器；从长度和标签的含义看，是同一个文件。比较标签的客户端每次都会从头再来。",
    .joinUnsafe: "绝不能拼在一起：它们属于 {n} 个不同的版本。拼出来的文件也许大小正确，内容却是坏的。",
    .joinReplaced: "旧版本收到的部分已经没有用，只有最后的版本算数。",
    .joinAnew: "#{id} 又从字节 0 开始：它的字节取代前面的，不能接在后面。",
    .joinTouch: "它们首尾相接，既没有缺失，也没有重复。",
    .joinTwice: "有 {n} 字节重复收到，或者白收了。",
    .joinGaps: "这些位置始终没有收到：{ranges}。",
    .joinGapsVersion: "版本 {validator} 的这些位置始终没有收到：{ranges}。",
    .joinGapsBare: "没有验证器的那个版本，这些位置始终没有收到：{ranges}。",
    .joinAlias:
      "请求这个文件时用了不止一个名字（{names}）。它们都发往同一台服务器（地址和端口相同），同样的路径得到同样的强标签和同样的长度：几乎可以肯定是同一个文件。",
    .whatIfTitle: "假如标签变了呢？",
    .whatIfGuarded:
      "假如文件在 #{id} 之前被替换，它的标签就不再是 {tag}。If-Range 不匹配，服务器必须不理会 Range，用 200 从字节 0 开始发送整个新文件。已有的 {held} 字节只能扔掉：损失的只是时间，文件不会坏。如果没有 If-Range，或者服务器不理会它，收到的仍会是 206，内容却是新文件的字节：这时只有比较 ETag、发现与已有字节的不一样，才能察觉；不比较的客户端会把两个版本拼成一个文件，大小也许正确，内容却是坏的。",
    .whatIfUnguarded:
      "假如文件在 #{id} 之前被替换，谁也不会发现：没有 If-Range，服务器会用 206 从 {first} 开始发送新文件的字节。只有比较两次响应的验证器的客户端才看得出来。",
    .outcomeTitle: "结果",
    .outcomeComplete: "完整：同一个版本的每个字节都送达了。",
    .outcomeCompleteMirrors: "完整：每个字节都送达了，但分属几个验证器，从其他迹象看是同一个文件。",
    .outcomeRestarted: "最终完整，但有一次续传退回到了字节 0。",
    .outcomeMixed: "混杂：不止一个版本的字节被当成了一个文件。",
    .outcomeIncomplete: "不完整：有字节始终没有收到。",
    .outcomePartial: "只有一部分：所要的都到了；其余的没有要过，或者中断了。",
    .outcomePartialUnseen: "只有一部分：抓包里的请求所要的都到了，或者中断了；可能还有别的请求。",
    .outcomeRefused: "被拒绝：没有送达任何内容。",
    .outcomeUnmodified: "未修改：客户端的副本仍然有效。",
    .outcomeRedirected: "被重定向：服务器指向别处，之后没有下文。",
    .outcomeProbed: "只探询：只请求了首部。",
    .outcomeUnanswered: "无应答：抓包里没有响应。",
    .outcomeUnknown: "从这个抓包里看不出来。",
    .noticedTitle: "抓包里还能看到",
    .noticedLine: "{severity}：{title} [{rule}]",
    .noticedMore: "rangescope explain 规则名 可以看到详细说明。",
    .severityError: "错误",
    .severityWarning: "警告",
    .severityNote: "提示",
  ]
}
