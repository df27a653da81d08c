extension Catalogue {
  /// What entity tags hold, which node answered, and what known clients do.
  static let chineseTags: [String: String] = [
    "size {1}, not that of this representation": "大小 {1}（与这个表示不符）",
    "size {1}": "大小 {1}",
    "modified {1}{2}": "修改于 {1}{2}",
    "inode {1}": "inode {1}",
    "a hash of inode, size and time": "inode、大小和时间的散列",
    "no MD5 of the content": "不是内容的 MD5",
    " (a guess)": "（推测）",
    "the tag reads as {1}{2}{3}": "标签看来是{1}{2}{3}",
    ": {1}": "：{1}",
    ", equal to Last-Modified": "，与 Last-Modified 相同",
    ", not equal to Last-Modified": "，与 Last-Modified 不同",
    "Both tags read as lighttpd's (a guess)": "两个标签看来都是 lighttpd 的（推测）",
    " {1}.": "{1}。",
    "the same size": "大小相同",
    "sizes {1} and {2}": "大小 {1} 和 {2}",
    "modification times {1}": "修改时间{1}",
    "other inodes": "inode 不同",
    "Read as {1}, the tags hold {2}": "当作{1}来看，这两个标签：{2}",
    "that are equal": "相同",
    "within the same second": "在同一秒之内",
    "{1} apart": "相差 {1}",
    "Apache's": " Apache 的",
    "nginx's": " nginx 的",
    "Caddy's": " Caddy 的",
    "lighttpd's": " lighttpd 的",
    "IIS's": " IIS 的",
    "an MD5 of the content, as S3 and Google Cloud Storage make it":
      "内容的 MD5（S3 和 Google Cloud Storage 这样生成）",
    "S3's of a multipart upload": " S3 分段上传的",
    "Azure's": " Azure 的",
    "Node.js's": " Node.js 的",
    "Tomcat's": " Tomcat 的",
    "aiohttp's": " aiohttp 的",
    "actix's": " actix 的",
    "a cache": "某个缓存",
    " Answered by {1}.": "应答者：{1}。",
    "an Accept-Encoding that the capture does not show": "抓包里看不到的 Accept-Encoding",
    "\"Accept-Encoding: {1}\"": "\"Accept-Encoding: {1}\"",
    "no Accept-Encoding": "没有 Accept-Encoding",
    "curl -C - never sends If-Range and looks only where Content-Range begins: it appends this 206 to its file":
      "curl -C - 从不发送 If-Range，只看 Content-Range 的起点：它会把这个 206 接到自己的文件后面",
    "curl -C - gives up on this with error 33 (\"HTTP server does not seem to support byte ranges. Cannot resume.\"), unless the length is that of its file":
      "curl -C - 遇到这种情况以错误 33 放弃（\"HTTP server does not seem to support byte ranges. Cannot resume.\"），除非长度与它的文件相同",
    "curl -C - takes a 416 for success and ignores its body": "curl -C - 把 416 当作成功，不理会它的内容",
    "wget -c never sends If-Range and looks only where Content-Range begins: it appends this 206 to its file":
      "wget -c 从不发送 If-Range，只看 Content-Range 的起点：它会把这个 206 接到自己的文件后面",
    "wget -c skips the bytes that it has; where the length is not above that of its file, it says \"The file is already fully retrieved; nothing to do.\"":
      "wget -c 跳过已有的字节；如果长度不超过它的文件，它就说 \"The file is already fully retrieved; nothing to do.\"",
    "wget -c says \"The file is already fully retrieved; nothing to do.\" on any 416, even if the remote file shrank":
      "wget -c 遇到任何 416 都说 \"The file is already fully retrieved; nothing to do.\"，哪怕远端的文件变短了",
    "wget gives up on a part that begins elsewhere": "起点不同的部分，wget 会放弃",
    "aria2 sends no If-Range: it compares first and last position and length, not validators":
      "aria2 不发送 If-Range：它比较首末位置和长度，不比较验证器",
    "aria2 gives up with error 8, \"Invalid range header\"":
      "aria2 以错误 8（\"Invalid range header\"）放弃",
    "apt makes the date of its partial file the condition; it verifies a hash at the end":
      "apt 以它那部分文件的日期为条件；最后会核对散列",
    "apt verifies hash and size of what it has on a 416, else deletes it and asks again":
      "遇到 416，apt 核对已有内容的散列和大小，不符就删掉重新请求",
    "Chromium starts again from byte 0 on a 200": "遇到 200，Chromium 从字节 0 重新开始",
    "Chromium starts again from byte 0 on a 416": "遇到 416，Chromium 从字节 0 重新开始",
    "Chromium refuses a part that begins elsewhere": "起点不同的部分，Chromium 会拒绝",
    "Chromium refuses a 206 that it did not ask for": "没有要过的 206，Chromium 会拒绝",
    "Chromium takes a short body for a finished download where there is no strong validator":
      "没有强验证器时，Chromium 会把不完整的内容当作下载完成",
    "Android's download manager stops with status 489, cannot resume":
      "Android 的下载管理器以状态 489（无法续传）停止",
    "AVFoundation probes with bytes=0-1, then asks to the end of the file, reads a little, and closes":
      "AVFoundation 先用 bytes=0-1 试探，再请求到文件末尾，读一点就关闭",
    "pip does not look at Content-Range when it resumes": "pip 续传时不看 Content-Range",
    "huggingface_hub empties its file on a 200 and starts again": "遇到 200，huggingface_hub 清空文件重新开始",
  ]
}
