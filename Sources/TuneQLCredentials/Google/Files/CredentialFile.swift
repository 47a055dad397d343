import TuneQLJSON
import TuneQLTransport

/// The JSON of a credential, and its source.
struct CredentialFile: Sendable {
    let json: JSONValue
    /// For messages: `the file /path (from GOOGLE_APPLICATION_CREDENTIALS)`.
    let source: String

    private static let anotherFile =
        "download the file again, or run gcloud auth application-default login"

    /// A part of another file.
    init(json: JSONValue, source: String) throws(CredentialError) {
        self.json = json
        self.source = source
        guard json.object != nil else { throw unreadable("it is not a JSON object") }
    }

    /// Reads JSON text.
    init(_ bytes: [UInt8], source: String) throws(CredentialError) {
        self.source = source
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw CredentialError(
                .unreadable,
                "\(source) is not JSON: \(error.reason.rawValue), at byte \(error.offset)",
                help: Self.anotherFile
            )
        }
        guard json.object != nil else { throw unreadable("it is not a JSON object") }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - origin: The origin of the path, for messages.
    /// - Throws: ``CredentialError`` if it can't be read or isn't JSON.
    init(path: String, origin: String) throws(CredentialError) {
        let source = "the file \(ReadableText.line(path)) (from \(origin))"
        do {
            try self.init(try FileBytes.read(path), source: source)
        } catch let error as FileError {
            throw CredentialError(
                .unreadable,
                "\(source) can't be read: \(error.message)",
                help: """
                    check the path in \(origin); without it, other credentials are looked for, which \
                    tuneql auth status shows
                    """
            )
        } catch let error as CredentialError {
            throw error
        } catch {
            throw CredentialError(.unreadable, "\(source) can't be read")
        }
    }

    /// A required member.
    func text(_ name: String) throws(CredentialError) -> String {
        guard let text = json[name]?.string, !text.isEmpty else {
            throw unreadable("it lacks \(name)")
        }
        return text
    }

    /// A required member that must not appear in any text.
    func secret(_ name: String) throws(CredentialError) -> String {
        let value = try text(name)
        Redactor.shared.register(value)
        return value
    }

    /// An optional member.
    func optional(_ name: String) -> String? {
        json[name]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The scopes that the file asks for, in a list or separated by blanks; nil if there are none.
    var scopes: [String]? {
        let list = json["scopes"]?.array?.compactMap(\.string)
        let scopes = list ?? json["scopes"]?.string?.split(separator: " ").map(String.init)
        return scopes?.isEmpty == false ? scopes : nil
    }

    func unreadable(_ what: String) -> CredentialError {
        CredentialError(
            .unreadable,
            "\(source) is not a usable credential: \(what)",
            help: Self.anotherFile
        )
    }
}
