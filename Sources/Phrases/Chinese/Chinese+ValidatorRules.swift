extension Catalogue {
  /// The rules on what a response says of the representation.
  static let chineseValidatorRules: [String: RuleTexts] = [
    "complete-length-changed": RuleTexts(
      "文件的长度在两次响应之间变了",
      "Content-Range 斜线后面的数是整个表示的长度。同一个下载的两次响应说出不同的长度，说的就是不同的表示，它们的字节不属于同一个文件：文件被替换了，还在写（日志、录像、正在上传），或者各节点不一致。",
      hint: "比较每个 206 里的总长度，变了就从头再来；还在增长的文件写完之后再以最终的名字发布。"),
    "complete-length-unknown": RuleTexts(
      "服务器没有说出总长度",
      "总长度的位置写 *，在还不知道结尾的内容上是合法的：直播流、正在写的文件、即时生成的内容。客户端这时无法知道是否已经有了全部，无法换算后缀范围，也无法显示进度。",
      hint: "知道长度就说出来；客户端应当一直要到 416 或知道长度为止。"),
    "content-coding-differs": RuleTexts(
      "同一个下载的响应有不同的内容编码",
      "Range 的位置按实际发送的表示计算，不论是否编码。同一个文件的 gzip 形式和原样形式是两个表示，长度不同，每个位置上的字节也不同，一个的部分不能接着另一个。客户端这次带 Accept-Encoding、那次不带，就会这样。",
      hint: "凡是可能续传的下载，每个请求都带上 Accept-Encoding: identity。"),
    "content-coding-same-etag": RuleTexts(
      "一个强标签代表了两种内容编码",
      "强标签指的是唯一的一串字节。这里压缩的和原样的带着同一个标签，因为压缩是在生成标签的那一层之外加上的（代理、中间件）。用 If-Range 续传的客户端被告知“没有变”，于是把压缩的字节和原样的字节拼在一起。",
      hint: "让压缩的那一层改变标签或把它变弱，像 nginx 和 Apache 的 -gzip 后缀那样。"),
    "content-diverged": RuleTexts(
      "文件的同一些字节来了两种不同的内容",
      "两次响应在同一个验证器之下给出了相同的位置，字节却不同。强验证器保证这不可能。实际见过的有：同名的服务器在一个标签下放着不同的文件，缓存把范围挪了几个字节，文件一边写一边被读。没有任何首部能看出来。",
      hint: "两份都不要信：用别处得来的校验和核对文件，并比较这个名字下每台服务器和缓存给出的这个范围。"),
    "content-type-flipped": RuleTexts(
      "内容当中夹着一个类型不同的短应答",
      "一个被当作内容的响应，Content-Type 与其他的不同，而且比文件短得多：错误页、认证门户的登录页，或者用 200 发来的“请求太多”之类的 JSON。只看状态码的客户端会把它写进文件。",
      hint: "写入之前，把 Content-Type 和长度与第一次响应比较。"),
    "digest-mismatch": RuleTexts(
      "字节与随之而来的摘要不符",
      "首部给出了摘要，字节也全看到了，算出来的摘要却不同。Content-Digest 对每个消息的内容核对；Repr-Digest、旧的 Digest 和 Content-MD5，以及 S3 一次上传的对象的标签，在一个响应带来整个表示时核对。",
      hint: "不要用这个文件。绕开缓存和代理再取一次；还是不同，就是服务器存的摘要不对。"),
    "etag-malformed": RuleTexts(
      "实体标签不合格式",
      "实体标签是带引号的字符串，弱的前面加 W/。没有引号、里面有空格，或者写成 w/，收到的一方可能丢掉、加上引号，或者原样送回，每一种都会让 If-Range 在某处失败：服务器拿它与带引号的形式比较，回 200，续传每次都从头开始。",
      hint: "在设置标签的地方加上双引号。"),
    "etag-weak": RuleTexts(
      "实体标签是弱的：续传无法与它绑定",
      "弱标签保证内容意思相同，不保证字节相同，所以不能用在 If-Range 里，带它的部分也不能拼接。nginx 和 Apache 会把即时压缩的内容的标签变弱；有的框架默认全是弱的。想续传的客户端只剩下 Last-Modified。",
      hint: "下载的文件不要即时压缩，或者预先压缩好，并给出强标签。"),
    "etag-weak-partial": RuleTexts(
      "206 只有弱验证器",
      "只有强验证器相同的部分才可以拼接。这个 206 带的是弱标签，也没有早到足以为强的 Last-Modified，没有什么说明它与其他部分相配：守规矩的客户端会从头再来（Chromium 不续传），其余的只能碰运气。",
      hint: "凡是支持范围的内容，都给出强 ETag。"),
    "host-alias": RuleTexts(
      "同一个资源用了两个 Host 名字",
      "同一台服务器用两个 Host 名字应答了相同的路径、强实体标签和长度：地址和域名，带不带 www，NAT 前后的地址。这里当作一个资源；缓存和 Cookie 会当作两个。",
      hint: "一个资源只用一个名字，缓存才能起作用。"),
    "keep-alive-gap": RuleTexts(
      "服务器计数的交互不在抓包里",
      "Keep-Alive: max= 在一条连接上每应答一次减一（Apache 如此）。两次响应之间减少的比看到的多，说明有的交互抓包里没有：抓包的机器丢了数据包，过滤器挡掉了，或者文件被截断。",
      hint: "抓包时不加过滤器，用更大的缓冲，靠近其中一端。"),
    "last-modified-after-date": RuleTexts(
      "Last-Modified 比 Date 还晚",
      "服务器不得发送比响应时间还晚的 Last-Modified。时钟不一致（文件服务器比网页服务器快），或者文件带着错误的时间复制过来，就会这样。这个日期不能当作强验证器。",
      hint: "让网页服务器和存储的时钟同步。"),
    "mirror-validators-differ": RuleTexts(
      "同名的服务器对同一个文件给出不同的验证器",
      "验证器来回变，或者随应答的服务器而变，长度却一直相同：一个名字后面的各个节点各自生成了验证器。用 inode 和修改时间生成的标签（Apache 的旧默认、nginx、lighttpd、Caddy），在复制文件没有保留时间时就会因节点而异。字节多半是相同的，但比较标签的客户端每次都从头再来。",
      hint: "复制时保留时间（rsync -t），标签里不要有 inode（Apache：FileETag MTime Size），或者让负载均衡把一个客户端固定在一个节点上。"),
    "precondition-failed": RuleTexts(
      "前提条件不成立（412）",
      "请求用 If-Match 或 If-Unmodified-Since 说“还是这一个才给”，服务器发现已经不是了。对下载来说这是安全的结局：另一个版本的内容一点也没有发来。用 If-Match 而不是 If-Range 续传的客户端会报错停下，只能自己从头再来。",
      hint: "用 If-Range，同一次应答里就能得到新文件；或者遇到 412 就重新开始。"),
    "validator-changed": RuleTexts(
      "下载过程中验证器变了",
      "客户端拼在一起的两次响应，ETag（没有 ETag 时是 Last-Modified）不同。要么文件在下载过程中被替换，要么应答的服务器之间验证器不一致。前一种情况下，两个文件的字节被拼在了一起。大小往往不变，说明不了什么。",
      hint: "发送 If-Range；比较所有部分的验证器；不同就重新下载。"),
    "validator-missing": RuleTexts(
      "下载的部分没有验证器",
      "没有 ETag 和 Last-Modified，谁也说不清两个部分是不是同一个文件。206 必须带上 200 会带的验证器，所以别的响应有、这个没有，说明它来自另一台服务器或另一条代码路径。如果哪个响应都没有，谨慎的客户端根本不续传。",
      hint: "每个节点的每个 200 和 206 都给出强 ETag。"),
  ]
}
