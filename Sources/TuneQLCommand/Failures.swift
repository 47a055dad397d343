import ArgumentParser
import Glibc
import TuneQL
import TuneQLRegistry
import TuneQLRendering
import TuneQLTransport

/// Runs the body of a command; a failure is printed and becomes the exit code.
///
/// - Throws: `ExitCode` in place of the failures that users can cause; other errors as they are.
func reportingFailures<Output>(_ work: () async throws -> Output) async throws -> Output {
    do {
        return try await work()
    } catch is ClosedPipe {
        throw ExitCode(128 + SIGPIPE)
    } catch is UnreadOutput {
        throw ExitCode(QueryError.Code.cancelled.exitCode)
    } catch let error as ScriptError {
        printMessage(error.report)
        throw ExitCode(error.error.code.exitCode)
    } catch let error as QueryError {
        printMessage("error: \(error)")
        throw ExitCode(error.code.exitCode)
    } catch let error as RecordingError {
        printMessage("error: \(error)")
        throw ExitCode(1)
    } catch let error as InstallationError {
        printMessage("error: \(error)")
        throw ExitCode(1)
    } catch let error as RegistryError {
        printMessage("error: \(error)")
        throw ExitCode(1)
    } catch let error as WorkbookError {
        printMessage("error: \(error)")
        throw ExitCode(1)
    } catch let error as CommandError {
        printMessage("error: \(error)")
        throw ExitCode(1)
    }
}
