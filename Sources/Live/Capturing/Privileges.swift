#if canImport(CCapNG)
internal import CCapNG
#endif
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The rights of the process: as few as capturing needs.
public enum Privileges {
  /// Why a process cannot become another user.
  public struct Failure: Error, Equatable, Sendable {
    /// The user.
    public var user: String
    /// What is wrong.
    public var reason: String
    /// Whether there is no such user.
    public var isUnknownUser: Bool
  }

  /// Whether the process runs as root.
  public static var isRoot: Bool { geteuid() == 0 }

  /// The user who called sudo, by what it leaves in the environment.
  ///
  /// - Parameters:
  ///   - name: `SUDO_USER`.
  ///   - number: `SUDO_UID`.
  /// - Returns: The name of a user of this machine who is not root; `nil`: there is none.
  public static func caller(name: String?, number: String?) -> String? {
    let entry =
      name.flatMap { getpwnam($0) } ?? number.flatMap { uid_t($0) }.flatMap { getpwuid($0) }
    guard let entry, entry.pointee.pw_uid != 0 else { return nil }
    return String(cString: entry.pointee.pw_name)
  }

  /// Becomes a user for good, and keeps nothing of root's rights but the right to open interfaces.
  ///
  /// To be called before another thread is made, as rights are a thread's own.
  ///
  /// - Throws: why that cannot be.
  public static func become(_ user: String) throws(Failure) {
    guard let entry = getpwnam(user) else {
      throw Failure(user: user, reason: "there is no such user", isUnknownUser: true)
    }
    let (uid, gid) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
    #if canImport(CCapNG)
    capng_clear(CAPNG_SELECT_BOTH)
    _ = capng_update(
      CAPNG_ADD, capng_type_t(rawValue: CAPNG_EFFECTIVE.rawValue | CAPNG_PERMITTED.rawValue),
      UInt32(CAP_NET_RAW))
    let flags = CAPNG_DROP_SUPP_GRP.rawValue | CAPNG_CLEAR_BOUNDING.rawValue
    let status = capng_change_id(Int32(uid), Int32(gid), capng_flags_t(rawValue: flags))
    guard status == 0 else {
      throw Failure(
        user: user, reason: "its rights cannot be taken (libcap-ng says \(status))",
        isUnknownUser: false)
    }
    #else
    guard setgid(gid) == 0, setuid(uid) == 0 else {
      throw Failure(
        user: user, reason: String(cString: strerror(errno)), isUnknownUser: false)
    }
    #endif
  }

  /// Whether files can be made where `path` is to be.
  public static func canWrite(besides path: String) -> Bool {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return access(folder, W_OK | X_OK) == 0
  }
}

extension Privileges {
  /// Whether the file at `path` is there and can be written.
  public static func canWrite(to path: String) -> Bool { access(path, W_OK) == 0 }
}
