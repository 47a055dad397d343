/// The reader of a pipe has left.
struct ClosedPipe: Error {}
