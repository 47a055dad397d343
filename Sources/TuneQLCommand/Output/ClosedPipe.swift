/// The error of writing to a pipe whose reader has left.
struct ClosedPipe: Error {}
