import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// A token that a program prints, if the user allows programs to be run.
struct ExecutableSubjectToken: SubjectTokenSource {
    let command: [String]
    let timeLimit: Duration
    /// The file in which the program keeps its last response.
    let outputFile: String?
    /// Variables for the program, besides those of the process.
    let variables: [String: String]
    /// The credential file, for messages.
    let file: String
    let environment: CredentialEnvironment

    static let permission = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES"
    private static let webTokenTypes: Set<String> = [
        "urn:ietf:params:oauth:token-type:jwt", "urn:ietf:params:oauth:token-type:id_token",
    ]
    private static let assertionType = "urn:ietf:params:oauth:token-type:saml2"

    func subjectToken() async throws(CredentialError) -> String {
        guard environment.variable(Self.permission) == "1" else {
            throw CredentialError(
                .unsupported,
                "\(file) is configured to run \(ReadableText.line(command[0])), which is not allowed",
                help: "if you trust the file, set \(Self.permission)=1"
            )
        }
        if let outputFile, let bytes = try? FileBytes.read(outputFile),
            let kept = try keptToken(bytes)
        {
            return kept
        }
        var response = try await run()
        // A program that keeps its responses in the file need not print them.
        if response.isEmpty, let outputFile, let kept = try? FileBytes.read(outputFile) {
            response = kept
        }
        return try token(in: response, needsEnd: outputFile != nil)
    }

    /// The token of an earlier response, if it has not expired.
    private func keptToken(_ bytes: [UInt8]) throws(CredentialError) -> String? {
        guard let response = try? JSONValue(parsing: bytes), response["success"]?.bool == true,
            let end = response["expiration_time"]?.integer, Int64(end) > environment.now()
        else { return nil }
        return try token(in: bytes, needsEnd: true)
    }

    private func run() async throws(CredentialError) -> [UInt8] {
        let environment = self.environment.variables.merging(variables) { $1 }
        let result = await ChildProcess.output(
            of: command[0],
            Array(command.dropFirst()),
            environment: environment,
            timeLimit: timeLimit
        )
        switch result {
        case .failure(let error): throw failed(error.message)
        case .success(let output) where output.isStopped && Task.isCancelled: throw .cancelled
        case .success(let output) where output.isStopped:
            throw failed("it took longer than \(timeLimit.readable)")
        case .success(let output) where output.status != 0:
            throw failed(Self.explanation(of: output))
        case .success(let output): return output.output
        }
    }

    private func token(in bytes: [UInt8], needsEnd: Bool) throws(CredentialError) -> String {
        guard let response = try? JSONValue(parsing: bytes), response["version"]?.integer == 1,
            let isSuccess = response["success"]?.bool
        else { throw failed("it printed no response in version 1 of the protocol") }
        guard isSuccess else { throw failed(Self.explanation(response)) }
        let end = response["expiration_time"]?.integer
        if needsEnd, end == nil { throw failed("its response lacks expiration_time") }
        if let end, Int64(end) <= environment.now() { throw failed("its token has expired") }
        let type = response["token_type"]?.string ?? ""
        let member = type == Self.assertionType ? "saml_response" : "id_token"
        guard Self.webTokenTypes.contains(type) || type == Self.assertionType,
            let token = response[member]?.string, !token.isEmpty
        else { throw failed("its response contains no token of a known type") }
        Redactor.shared.register(token)
        return token
    }

    /// The reason for a failure, from the response on stdout; any token in it is ignored.
    private static func explanation(of output: ChildProcess.Output) -> String {
        let status = "it exited with status \(output.status)"
        guard let response = try? JSONValue(parsing: output.output),
            response["success"]?.bool == false
        else { return status }
        return "\(status): \(explanation(response))"
    }

    private static func explanation(_ response: JSONValue) -> String {
        let parts = [response["code"]?.string, response["message"]?.string].compactMap(\.self)
        let text = parts.map { ReadableText.line($0) }.joined(separator: ": ")
        return text.isEmpty ? "it gave no reason" : text
    }

    private func failed(_ why: String) -> CredentialError {
        CredentialError(
            .refused,
            Redactor.shared.redact(
                """
                no token for \(file): \(ReadableText.line(command[0])), which gives the subject \
                token, failed: \(why)
                """
            ),
            help: """
                run it by hand, with the variables that describe the request: \
                GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE and GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE
                """
        )
    }
}
