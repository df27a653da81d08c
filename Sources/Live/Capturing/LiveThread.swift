#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A thread of the system, for what waits in calls that block.
public final class LiveThread: @unchecked Sendable {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  #if canImport(Darwin)
  private var thread: pthread_t?
  #else
  private var thread = pthread_t()
  #endif

  /// Starts it.
  public init(_ run: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Body(run)).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        #if canImport(Darwin)
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        #else
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        #endif
        return nil
      }, context)
    precondition(status == 0, "no thread can be made")
  }

  /// Waits for its end; to be called once.
  public func join() {
    #if canImport(Darwin)
    if let thread { pthread_join(thread, nil) }
    #else
    pthread_join(thread, nil)
    #endif
  }
}

/// Something that one thread has at a time; who waits in front goes before who takes it again and
/// again.
final class TurnLock: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isTaken = false
  private var waitingInFront = 0

  init() {
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  /// Takes it as soon as it is free.
  func takeInFront() {
    pthread_mutex_lock(lock)
    waitingInFront += 1
    while isTaken { pthread_cond_wait(changed, lock) }
    waitingInFront -= 1
    isTaken = true
    pthread_mutex_unlock(lock)
  }

  /// Takes it when nobody waits in front.
  func take() {
    pthread_mutex_lock(lock)
    while isTaken || waitingInFront > 0 { pthread_cond_wait(changed, lock) }
    isTaken = true
    pthread_mutex_unlock(lock)
  }

  /// Gives it back.
  func give() {
    pthread_mutex_lock(lock)
    isTaken = false
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
