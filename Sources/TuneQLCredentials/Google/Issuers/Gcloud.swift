import Glibc
import TuneQLText
import TuneQLTransport

/// The user's login in the gcloud command, which prints a token for it.
struct Gcloud: TokenIssuer {
    let executable: String
    let environment: [String: String]

    private static let arguments = ["auth", "print-access-token"]
    private static let logIn = "run gcloud auth login"
    /// The limit for a run, which takes a second, but longer without a network.
    private static let timeLimit: Duration = .seconds(60)

    /// Finds the command in the folders of PATH.
    static func find(in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/gcloud" }.first { access($0, X_OK) == 0 }
    }

    func token() async throws(CredentialError) -> AccessToken {
        let result = await ChildProcess.output(
            of: executable,
            Self.arguments,
            environment: environment,
            timeLimit: Self.timeLimit
        )
        switch result {
        case .failure(let error): throw failed("\(executable) could not be run: \(error.message)")
        case .success(let output) where output.isStopped && Task.isCancelled: throw .cancelled
        case .success(let output): return try token(output)
        }
    }

    private func token(_ output: ChildProcess.Output) throws(CredentialError) -> AccessToken {
        let command = "gcloud auth print-access-token"
        guard !output.isStopped else {
            throw failed("\(command) took longer than \(Self.timeLimit.readable)")
        }
        guard output.status == 0 else {
            let text = ReadableText.line(String(decoding: output.error, as: UTF8.self))
            throw failed("\(command) failed: \(text)")
        }
        let text = ReadableText.line(String(decoding: output.output, as: UTF8.self))
        guard AccessToken.isToken(text) else { throw failed("\(command) printed no token") }
        return AccessToken(value: text)
    }

    private func failed(_ message: String) -> CredentialError {
        CredentialError(.refused, Redactor.shared.redact(message), help: Self.logIn)
    }
}
