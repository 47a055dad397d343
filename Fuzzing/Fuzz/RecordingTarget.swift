import Glibc
import TuneQLTransport

/// Reads any bytes as a recording: its exchanges, or an error.
func fuzzRecording(_ input: [UInt8]) {
    let path = "/tmp/tuneql-fuzz-\(getpid())"
    guard let file = fopen(path, "wb") else { return }
    fwrite(input, 1, input.count, file)
    fclose(file)
    _ = try? ReplayTransport(file: path)
    unlink(path)
}
