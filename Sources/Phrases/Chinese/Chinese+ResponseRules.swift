extension Catalogue {
  /// The rules on what the server answered to ranges.
  static let chineseResponseRules: [String: RuleTexts] = [
    "accept-ranges-contradicted": RuleTexts(
      "Accept-Ranges 说的和服务器做的不一样",
      "Accept-Ranges: none 叫客户端不要试，bytes 说可以试。客户端据此决定要不要提供续传、要不要分段。由一层配置添加这个字段、由另一层提供内容的服务器就会自相矛盾；临时忽略一个范围也可能有正当理由，例如压缩。",
      hint: "在真正处理范围的那一层设置 Accept-Ranges，别处都不要设。"),
    "content-range-length": RuleTexts(
      "Content-Length 与 Content-Range 不一致",
      "单个部分的 206，内容长度等于末位置减首位置加一。这里的 Content-Length 不是这个数。偏大时（常常写成了整个文件的长度），客户端会等永远不来的字节，或者吃掉下一个响应；少一时，是有人把末位置当成不包含，每个部分都丢了最后一个字节。Chromium 的缓存拒收这样的 206。覆盖只计入这一段之内到达的。",
      hint: "用与 Content-Range 相同的两个位置计算 Content-Length：末位置 − 首位置 + 1。"),
    "content-range-malformed": RuleTexts(
      "Content-Range 无法解析，或自相矛盾",
      "Content-Range 写作 bytes 首-末/总长，总长未知时用 *，416 里写 bytes */总长。这里是别的样子：数字前没有单位，或写成 bytes= 或 bytes:，末位置为空、小于首位置或达到总长，206 里写了 */总长，或 416 里写了范围。curl、wget 和 aria2 照样读懂其中一些，而各家读懂的又不相同，所以得到什么文件要看是哪个客户端。收到的一方不得把这样的部分与别的拼接。只是写法不对、但说得出字节属于哪里的值，覆盖图里照样放好；自相矛盾的不放。",
      hint: "改正写这个字段的代码：末位置是包含在内的，并且小于总长度。"),
    "content-range-mismatch": RuleTexts(
      "给的不是所要的范围",
      "206 可以少给，可以合并重叠或几乎相接的范围，但必须从所要的位置开始，并且不超出范围。这个响应没有做到。按块对齐的缓存会这样（只有再切好才合法），差一的服务器和拿另一个对象应答的边缘节点也会。按 Content-Range 放置字节的客户端没有危险；来什么接什么的（pip 和许多脚本）会把每个字节都写错地方。curl 比较首位置，不符便放弃；wget 和 aria2 也是如此。",
      hint: "按 Content-Range 放置字节；不从所要位置开始的 206 应当拒收。"),
    "content-range-missing": RuleTexts(
      "206 没有 Content-Range",
      "单个部分的 206 必须用 Content-Range 说明带的是哪些字节，否则谁也放不好：服务器截短、对齐或忽略了范围时，以为“要什么得什么”的客户端就错了。wget 和 aria2 拒收，curl 会相信。这里不把它的字节计入覆盖。",
      hint: "修好服务器，或者去掉字段的那一跳；客户端不要猜。"),
    "content-range-on-full": RuleTexts(
      "Content-Range 出现在没有意义的地方",
      "Content-Range 只对 206 和 416 有定义，在别的状态码上没有意义，应当忽略。有的服务器凡是给出全部就加上它；有的客户端先看它再看状态码，把整个文件当成一部分。",
      hint: "只在 206 和 416 里发送 Content-Range。"),
    "content-range-shortened": RuleTexts(
      "服务器给的比所要的少",
      "范围从所要的位置开始，却提前结束，尽管后面还有内容。这是允许的：有的服务器和网关限制一次应答的大小，直播流有多少发多少。客户端要看 Content-Range，并再要其余的；把 206 当作“其余全部”的客户端会以为已经下完。",
      hint: "循环请求，直到末位置到达总长度。"),
    "encoded-slice": RuleTexts(
      "先切范围，后压缩",
      "Content-Range 说的是原文件的位置，内容却是那一段压缩后的样子：压缩代理或中间件套在了处理范围的那一层外面。逐段解压的客户端算是走运；先拼接再解压的，或者相信 Content-Range 的长度的，得到的是坏文件。",
      hint: "不要压缩 206；范围请求带上 Accept-Encoding: identity。"),
    "first-range-only": RuleTexts(
      "要了几个范围，只给了一个",
      "服务器可以少给，许多简单的服务器只读第一个范围。客户端要看收到了什么，再去要其余的；以为一定是 multipart 的客户端可能失败，或者悄悄丢掉其他范围。",
      hint: "把收到的与所要的比较；对这样的服务器，每次只要一个范围。"),
    "multipart-for-one-range": RuleTexts(
      "只要一个范围，却给了 multipart/byteranges",
      "只要一个范围的客户端不必懂得 multipart，服务器这时不得使用它。多数客户端不会解析：它们把分隔行和各部分的首部也写进文件。",
      hint: "单个范围用普通的 206 加 Content-Range 应答。"),
    "multipart-malformed": RuleTexts(
      "multipart/byteranges 的内容不合格式",
      "每个部分都以 Content-Type 里写的分隔符开始，有自己的 Content-Range，最后一个之后是结束分隔符；整个响应的首部没有 Content-Range。其中一条不满足，字节就放不好：客户端会丢掉部分，或者把首部写进文件。",
      hint: "首部和内容里的分隔符取自同一处；每个部分都要有 Content-Range。"),
    "partial-labelled-full": RuleTexts(
      "给的是一部分，状态码却是 200",
      "响应有 Content-Range，内容恰好就是那个范围，状态码却是 200，意思是“这是全部”。客户端和缓存相信状态码：下载提前结束，文件只有一部分；缓存存下它，发给所有人；续传的客户端从 0 重来，写进去的却是中间的字节。",
      hint: "只要有 Content-Range，状态码就设为 206；清掉存下了那个 200 的缓存。"),
    "partial-unrequested": RuleTexts(
      "请求没有 Range，却给了 206",
      "206 是对 Range 的应答。没有发 Range 的客户端会把内容当作整个文件，或者报错：Chromium 把这样的应答当作坏内容拒收。来源是把存下的一部分当作资源的缓存、向源站自己加了 Range 又忘记去掉的代理，以及总回 206 的应用。S3 对 ?partNumber= 用 206 应答，那是有意的。",
      hint: "清掉应答的缓存（看 Via、Age、X-Cache），让它按 Range 区分，或者不要存 206。"),
    "range-ignored": RuleTexts(
      "服务器不理会 Range，发来了全部",
      "服务器可以不理会 Range，这时用 200 给出整个表示。想续传的客户端要么从字节 0 重来，要么（不看状态码时）把整个文件接在已有部分后面：结果过大，尾部看上去却是对的。curl -C - 会以错误 33 放弃，wget 会跳过已有的字节，aria2 从头再来。常见原因：应答是即时压缩的（CloudFront，或者启用 gzip 的 nginx 遇到带 Accept-Encoding 的请求），对象大于 CDN 肯缓存的大小，内容由脚本生成，服务器根本不懂范围（Python 的 http.server），或者途中的缓存去掉了 Range。覆盖整个文件的范围、含许多范围的集合，常常是有意这样应答的。",
      hint:
        "带上 Accept-Encoding: identity 再试；看 Accept-Ranges；看是哪一跳应答的（Via、Age、X-Cache），它是否放行 Range。客户端拼接之前必须确认是 206。"
    ),
    "range-unsatisfiable": RuleTexts(
      "范围无法满足（416）",
      "没有一个范围与表示相交。首位置等于总长度时，客户端已经有了全部；超过时，文件比客户端手里的短，手里的是另一个版本，应当扔掉。wget 和 curl 把任何 416 都当作“已经下完”，即使文件变短了。",
      hint: "把本地大小与 Content-Range: bytes */总长 里的总长比较。"),
    "redirected": RuleTexts(
      "范围请求被重定向",
      "下载常常被重定向到镜像、CDN 或带签名的地址。Range 和 If-Range 必须再发给新地址；为它另建请求的库可能会丢掉它们，于是整个文件都来了。续传应当从最初的地址开始，因为它指向的地址可能已经过期。",
      hint: "续传时保留最初的地址；把 Range 和 If-Range 带到目标。"),
    "resume-already-complete": RuleTexts(
      "客户端恰好从末尾继续：它已经有了全部",
      "不知道长度就续传的客户端，从本地文件的大小开始要；文件已经完整时便得到 416。这不是失败。wget 和 curl 会这样说；别的客户端却当作致命错误，或者删掉重下，永无止境。有的服务器为此被“修”成用空的 206 应答，而 Content-Range 的语法根本表达不了空的范围。",
      hint: "Content-Range 里的总长等于本地大小时，把 416 当作成功。"),
    "resume-refused": RuleTexts(
      "资源先前给过，续传却被拒绝",
      "第一部分来了，后续没有来：403 和 400 多半是签名地址到期，或者签名包含了 Range；404 和 410 是同名的另一个节点没有这个文件，或者文件换了名字；429 和 503 是服务器限制连接数，下载加速器常会碰上；502 和 504 是代理后面的源站出了故障。已有的字节仍然有效，要更新的是地址。",
      hint: "有签名的就换新地址，有 Retry-After 的就等，并保留已有的字节。"),
    "resume-restarted": RuleTexts(
      "If-Range 不匹配，下载从头开始",
      "客户端要求“没变才继续”，服务器发现变了，于是给出全部：If-Range 起了作用，没有把两个文件拼在一起，手里的部分被扔掉。文件真的变了，这就是对的；没有变，那就是验证器有问题：弱标签（永远不匹配）、与 Last-Modified 不完全相同的日期、同一域名背后各节点不同的标签，或者因压缩而变弱的标签。curl 不能重新开始一次续传，会以错误 33 放弃；浏览器从 0 重来。",
      hint: "比较这里列出的两个验证器。内容如果相同，就让所有服务器给出一致的验证器，或者发送随字节一起来的那一个。"),
    "unsatisfied-unrequested": RuleTexts(
      "请求没有 Range，却给了 416",
      "并没有要什么无法满足的东西。自己向源站加 Range 的代理（切片缓存）把客户端看不懂的拒绝传了下来，或者存下的一个 416 被用来应答所有请求。",
      hint: "查应答的缓存或代理，清掉存下的 416。"),
    "unsatisfied-without-length": RuleTexts(
      "416 没有说出长度",
      "416 应当用 Content-Range: bytes */总长 说明表示有多长，否则客户端分不清“你已经有了全部”和“文件变短了”。Apache 和 lighttpd 不写；nginx、Caddy 和大型对象存储会写。",
      hint: "416 没有说长度时，用 HEAD 去问。"),
    "unsatisfied-yet-satisfiable": RuleTexts(
      "范围明明在文件之内，却给了 416",
      "只要范围从末尾之前开始，就是可以满足的。按服务器自己说的长度，这个范围正是如此，却被拒绝了。只懂一个范围的服务器会用 416 应答两个；网关会拿过时或空的缓存条目来核对。客户端遇到 416 会放弃，更糟的是以为已经下完。",
      hint: "直接向源站试这个范围；清掉中间的缓存。"),
    "if-range-ignored": RuleTexts(
      "If-Range 不匹配，却给了一部分",
      "客户端手里是一个版本的字节，只有文件还是那一个才要更多。服务器自己的验证器说已经不是了，却照样发来那个范围：新文件的字节被接在旧文件后面。只看 Range 的服务器和库会这样；有的把日期按“不晚于”而不是“等于”比较，任何更晚的日期就都通过了。206 里有新的验证器，客户端本可以发现，但多数相信自己发的条件。",
      hint: "修好服务器：标签用强比较，日期必须相等，否则 200。在此之前，客户端要比较 206 的验证器，不同就从头再来。"),
    "if-range-matched-but-200": RuleTexts(
      "If-Range 匹配，却给了全部",
      "If-Range 里的验证器正是这个 200 带的那一个，本来可以只给范围。不懂 If-Range 的服务器，或者不能从存下的内容里给出范围的缓存，会这样应答：安全，但要花一遍整个文件的代价。",
      hint: "查有没有哪一跳去掉了 Range 或 If-Range；单独试源站。"),
    "if-range-weak-honoured": RuleTexts(
      "If-Range 里是弱标签，却给了一部分",
      "If-Range 用强比较，弱标签与什么都不匹配。弱标签只说两份内容意思相同，不说字节相同，所以一份的范围不能接在另一份后面。服务器只比较了字面（nginx 就是这样，好几种框架在被人报告之前也是）。内容没有变，就没有害处；变了，也不会有人察觉。",
      hint: "让服务器对支持范围的内容给出强标签，或者对弱标签回 200。"),
  ]
}
