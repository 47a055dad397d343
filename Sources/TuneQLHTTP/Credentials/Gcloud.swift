import Glibc

/// The user's login in the gcloud command, which prints a token for it.
enum Gcloud {
    private static let arguments = ["auth", "print-access-token"]
    private static let logIn = "run gcloud auth login"

    /// Finds the command in the folders of PATH.
    static func find(in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/gcloud" }.first { access($0, X_OK) == 0 }
    }

    /// Runs the command, on a thread of its own since it takes about a second.
    static func token(
        executable: String,
        environment: [String: String]
    ) async throws(CredentialError) -> AccessToken {
        let result = await withCheckedContinuation { continuation in
            let isStarted = startDetachedThread {
                continuation.resume(
                    returning: ChildProcess.run(executable, arguments, environment: environment)
                )
            }
            if !isStarted {
                continuation.resume(returning: .failure(FileError(message: "no thread left")))
            }
        }
        return try token(result, executable)
    }

    private static func token(
        _ result: Result<ChildProcess.Output, FileError>,
        _ executable: String
    ) throws(CredentialError) -> AccessToken {
        switch result {
        case .failure(let error):
            throw CredentialError(
                .refused,
                "\(executable) could not be run: \(error.message)",
                help: logIn
            )
        case .success(let output) where output.status != 0:
            let text = ReadableText.line(String(decoding: output.error, as: UTF8.self))
            throw CredentialError(
                .refused,
                "gcloud auth print-access-token failed: \(text)",
                help: logIn
            )
        case .success(let output):
            let text = ReadableText.line(String(decoding: output.output, as: UTF8.self))
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw CredentialError(
                    .refused,
                    "gcloud auth print-access-token printed no token",
                    help: logIn
                )
            }
            return AccessToken(value: text)
        }
    }
}
