/// A way in which a well-known server makes entity tags.
///
/// A tag is opaque: that it is of a form is a guess, and is called so.
public enum TagForm: String, Sendable, CaseIterable {
  /// `size-mtime` or `inode-size-mtime`, hexadecimal, microseconds.
  ///
  /// Source: Apache httpd, the directive FileETag and `ap_make_etag`.
  case apache = "Apache's"
  /// `mtime-size`, hexadecimal, seconds; h2o writes the same.
  ///
  /// Source: nginx, `ngx_http_set_etag`.
  case nginx = "nginx's"
  /// mtime and size end to end in base 36; seconds, or nanoseconds since 2.8.
  ///
  /// Source: Caddy, `calculateEtag` of its file server.
  case caddy = "Caddy's"
  /// A decimal hash of inode, size and mtime, which cannot be taken apart.
  ///
  /// Source: lighttpd, the options etag.use-inode, etag.use-mtime, etag.use-size.
  case lighttpd = "lighttpd's"
  /// The bytes of a FILETIME, least first, and a change number after a colon.
  ///
  /// Source: Microsoft, "IIS ETag: Filetimestamp:ChangeNumber".
  case iis = "IIS's"
  /// 32 hexadecimal digits: an MD5, of the content where S3 or a like store made it at one go.
  ///
  /// Source: Amazon S3, "Common response headers"; Google Cloud Storage, "Hashes and ETags".
  case md5 = "an MD5 of the content, as S3 and Google Cloud Storage make it"
  /// 32 hexadecimal digits, `-` and the count of the parts that were uploaded.
  ///
  /// Source: Amazon S3, "Checking object integrity".
  case multipartUpload = "S3's of a multipart upload"
  /// `0x` and the 100-nanosecond ticks since the year 1 of the last change.
  ///
  /// Source: Azure Blob Storage; the form is not promised.
  case azure = "Azure's"
  /// `size-mtime`, hexadecimal, milliseconds.
  ///
  /// Source: the Node.js package etag, which Express and serve-static use.
  case node = "Node.js's"
  /// `size-mtime`, decimal, milliseconds.
  ///
  /// Source: Apache Tomcat, `DefaultServlet`.
  case tomcat = "Tomcat's"
  /// `mtime-size`, hexadecimal, nanoseconds.
  ///
  /// Source: aiohttp, `FileResponse`.
  case aiohttp = "aiohttp's"
  /// `inode:size:seconds:nanoseconds`, hexadecimal.
  ///
  /// Source: actix-files, `NamedFile`.
  case actix = "actix's"
}
