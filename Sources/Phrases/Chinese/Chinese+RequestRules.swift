extension Catalogue {
  /// The rules on what the client asked.
  static let chineseRequestRules: [String: RuleTexts] = [
    "content-range-in-request": RuleTexts(
      "请求带有 Content-Range：部分上传",
      "请求里的 Content-Range 属于上传：部分 PUT，或某种可续传的上传协议。不支持它的服务器必须用 400 拒绝这个 PUT，否则会用一部分替换整个资源。它与下载无关。",
      hint: "确认这个服务器支持部分上传；不支持的会用一部分替换整个文件。"),
    "if-range-date-though-etag": RuleTexts(
      "给过强实体标签，If-Range 里却是日期",
      "客户端有强实体标签时，If-Range 里必须用标签而不是日期：同一秒之内的修改，或者时间被改回去的文件（rsync -t、tar、cp -p、从备份恢复），只有标签才分得清。apt 总是用本地部分文件的日期续传；它事后会核对校验和，所以才安全。",
      hint: "把 ETag 和部分文件存在一起，续传时放进 If-Range。"),
    "if-range-unknown-validator": RuleTexts(
      "If-Range 里的验证器没有任何响应给出过",
      "If-Range 里的验证器必须是随已有字节一起来的那一个。所看到的响应都没有给出过它，尽管它们的字节正是请求要接续的。用本地文件自己的修改时间当日期的客户端会这样：条件几乎总是不成立，整个文件要重发一遍。",
      hint: "存下第一个字节的时候就存下验证器，续传时原样发送。"),
    "if-range-weak-date": RuleTexts(
      "If-Range 里的日期太新，不是强验证器",
      "Last-Modified 只精确到秒。一秒之内改了两次的文件，两种内容是同一个日期，所以日期至少要比带来它的响应的 Date 早一秒，才算强验证器。这里用的不满足：文件如果在那一秒里又被改写，新旧字节就会被拼在一起而无人察觉。",
      hint: "优先用强 ETag；Last-Modified 等于 Date 时，当作没有验证器。"),
    "if-range-weak-etag": RuleTexts(
      "If-Range 带的是弱实体标签，永远不会匹配",
      "If-Range 用强比较：弱标签（W/\"...\"）与什么都不匹配，连自己也不匹配，所以正确的服务器总是用 200 发来整个文件，续传落空。只要服务器或压缩代理（启用 gzip 的 nginx 会把 \"x\" 变成 W/\"x\"）给出弱标签，而客户端见到什么标签就照抄，便会这样。",
      hint: "不要把弱标签放进 If-Range；Last-Modified 算得上强验证器时就用它，或者请求时不带 Accept-Encoding，以保留强标签。"),
    "if-range-without-range": RuleTexts(
      "有 If-Range 却没有 Range",
      "If-Range 的意思是：如果还是同一个表示就给这个范围，否则全给。没有 Range，它就没有可以约束的东西；客户端不得发送，服务器会忽略。通常是途中的代理或框架拿走了 Range：nginx 缓存、Varnish 和一些 CDN 会去取整个对象。",
      hint: "找出是哪一跳拿走了 Range；让它连 If-Range 一起拿走，或者两个都放行。"),
    "range-malformed": RuleTexts(
      "Range 字段无法解析",
      "Range 由单位、等号和一串范围组成：bytes=0-499、bytes=500-、bytes=-500。写成别的样子（末位置在首位置之前、没有数字、没有等号），服务器可以不理会而用 200 给出全部，也可以用 400 或 416 拒绝；各家的做法不同。",
      hint: "改正生成这个字段的代码；没有什么要取的时候，就不要发请求。"),
    "range-on-other-method": RuleTexts(
      "GET 以外的方法带了 Range",
      "Range 只对 GET 有意义，服务器在别处必须忽略它。HEAD 常常不是这样：许多服务器用 206 和 GET 会有的 Content-Range 应答，客户端借此打听长度。只要不依赖它，就没有害处：别的服务器对同样的请求回 200。",
      hint: "想知道是否支持范围，就用 GET 请求一个字节。"),
    "range-past-end": RuleTexts(
      "范围从文件末尾之后开始",
      "所要的位置超过了客户端可以知道的总长度：要么它手里是更长的旧文件，要么它算错了。首位置恰好等于总长度时，说明它已经有了全部，本不必再要。",
      hint: "再要之前，先把本地副本的大小与 Content-Range 里的总长度比较。"),
    "range-repeated": RuleTexts(
      "请求里有不止一个 Range 字段行",
      "Range 不是可以分成几行的列表字段，收到两行的一方只能挑一行，而各家挑得不同：取第一行、取最后一行，或者用逗号接起来读不懂。客户端以为拿到的是一个范围，其实是另一个。常见原因是重试代码每次都添加一行，而不是替换。",
      hint: "设置字段而不是添加字段；每次重试都从新的请求开始。"),
    "range-set-excessive": RuleTexts(
      "一个请求要了非常多或者互相重叠的范围",
      "要几百个范围，或者两个以上互相重叠的范围，会让服务器做与请求完全不相称的工作：这正是攻击 CVE-2011-3192 的样子。服务器的对策是忽略、合并或拒绝。",
      hint: "先排序、合并，剩下的分到几个请求里。"),
    "range-set-unordered": RuleTexts(
      "一个请求里的范围重叠，或者不是从小到大",
      "一个请求里的各个范围应当从小到大、互不重叠，除非客户端有理由不这样。服务器可以重新排列和合并，所以每个部分都要按自己的 Content-Range 放置，绝不能按请求里的顺序。",
      hint: "排好序，合并重叠的；除非顺序对你有意义。"),
    "range-unit-unknown": RuleTexts(
      "用了 bytes 以外的范围单位",
      "表示内部位置的单位只登记了 bytes。别的单位也允许（例如分页接口的 items=0-9），不认识的服务器会忽略 Range。这样的应答与文件的字节无关，因此不计入覆盖。",
      hint: "文件的部分用 bytes；别的单位只用在约定好的客户端和服务器之间。"),
    "ranges-uncoalesced": RuleTexts(
      "许多相邻的小范围被一个接一个地取",
      "每个请求都从上一个结束的地方开始，而且等上一个应答完才发，所以每个都白花一次往返。Parquet、GeoTIFF、Zarr、PDF 的读取程序在没有合并读取时就是这样；合并或者预读，可以快上好几倍。",
      hint: "合并相邻的读取，或者按更大的块预读。"),
    "reopen-amplification": RuleTexts(
      "反复打开很长的范围又中断",
      "客户端每次都要从某个位置到结尾的全部，读一点就断开，再从稍后的位置要起。断开时已经在路上的字节都白费了，网络上的流量远多于真正用到的：基于 AVFoundation 的播放器有 4 到 6 倍的报告。",
      hint: "只要真正会读的那么大的范围，并保持连接。"),
    "restart-without-range": RuleTexts(
      "客户端已有一部分，却又要了整个文件",
      "内容中断之后，客户端不是要其余部分，而是又要整个文件。有的客户端不会续传，有的没有强验证器就不续传（没有 ETag 和 Last-Modified，或者有 no-store 时，Chromium 不发 Range），有的一出错就丢掉部分文件。",
      hint: "看第一次响应有没有验证器和 Accept-Ranges；两样都给出，或者换一个会续传的客户端。"),
    "resume-refetches": RuleTexts(
      "续传从已送达部分的末尾之前开始",
      "续传又要了一遍已经到达客户端主机的字节。少量是正常的：进程被杀时，在途或在缓冲里的字节没有写进文件。固定退回一小段（Chromium 多要 1,024 字节来比较）是防备文件变化的廉价办法。大量则说明客户端存盘太少。",
      hint: "数量不大就不用改；大的话，让收到的内容更快写进文件。"),
    "resume-skips": RuleTexts(
      "续传从已送达部分的末尾之后开始",
      "内容被服务器或网络中断，而下一个请求从最后送达的字节之后更远处开始。中间的字节没有人要：要么由别的连接去取，要么客户端以为自己有了其实没有收到的字节。",
      hint: "续传的位置要按写入的字节算，不要按请求的字节或文件的大小算。"),
    "resume-without-validator": RuleTexts(
      "续传没有与文件的任何版本绑定",
      "客户端从已有字节的末尾继续，却没有发送 If-Range、If-Match 或 If-Unmodified-Since。文件如果在此期间被替换，服务器无从知道客户端手里是旧的字节，会用完全正确的 206 发来新文件的尾部，客户端接上去：大小正确，内容新旧混杂，只有校验和才看得出来。curl -C -、wget -c、aria2 和多数手写的重试都不发 If-Range；Chromium 和 Firefox 有强验证器时会发。",
      hint: "把随已有字节一起来的强 ETag（或够强的 Last-Modified）放进 If-Range；拼接之前比较两次响应的验证器。"),
  ]
}
