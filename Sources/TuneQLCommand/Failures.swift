import ArgumentParser
import Glibc
import TuneQL
import TuneQLTransport

/// Does the work of a command; what fails is told on stderr and becomes the exit code.
///
/// - Throws: `ExitCode` in place of the failures that a user can meet, and anything else as it is.
func reportingFailures<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    do {
        return try await work()
    } catch is ClosedPipe {
        throw ExitCode(128 + SIGPIPE)
    } catch is UnreadOutput {
        throw ExitCode(QueryError.Code.cancelled.exitCode)
    } catch let error as ScriptError {
        print(error.report, to: .error)
        throw ExitCode(error.error.code.exitCode)
    } catch let error as QueryError {
        print("error: \(error)", to: .error)
        throw ExitCode(error.code.exitCode)
    } catch let error as RecordingError {
        print("error: \(error)", to: .error)
        throw ExitCode(1)
    } catch let error as CommandError {
        print("error: \(error)", to: .error)
        throw ExitCode(1)
    }
}
