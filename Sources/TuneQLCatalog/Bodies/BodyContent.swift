import TuneQLJSON
import TuneQLSQLite

/// The fields of a request's body, collected one by one.
struct BodyContent {
    let validation: BodyValidation
    /// Whether a NULL is sent as `null`; otherwise its field is omitted.
    let keepsNull: Bool
    private(set) var object = JSONObject()
    private var paths: [FieldPath] = []

    init(validation: BodyValidation, keepsNull: Bool) {
        self.validation = validation
        self.keepsNull = keepsNull
    }

    /// Gives a field its value; one that is inside of another cannot be set beside it.
    mutating func set(_ value: SQLiteValue, at path: FieldPath) throws(BodyError) {
        let isGiven = paths.contains { other in
            zip(other.names, path.names).allSatisfy { $0 == $1 }
        }
        guard !isGiven else { throw BodyError(path: path.text, reason: .duplicate) }
        paths.append(path)
        let json = try FieldCoercion(validation: validation)
            .json(for: value, of: path.field, at: path.text)
        guard let json = json ?? (keepsNull ? JSONValue.null : nil) else { return }
        object.set(json, at: path.names[...])
    }

    /// The update mask of the fields, without the tag of the version that is changed.
    var mask: String {
        paths.filter { $0.names != ["etag"] }.map(\.maskText).joined(separator: ",")
    }

    /// Throws when a required field is missing, also in objects of which only fields are given.
    ///
    /// - Parameters:
    ///   - message: The message of the body.
    ///   - names: The members of the body itself that may be missing.
    /// - Throws: ``BodyError`` with the path of the first missing field.
    func refuseMissing(of message: Message, except names: Set<String>) throws(BodyError) {
        var required = message
        required.fields.removeAll { names.contains($0.name) }
        try validation.refuseMissing(object, of: required, at: "")
        for path in paths {
            for (count, message) in path.messages.sorted(by: { $0.key < $1.key }) {
                let names = path.names.prefix(count)
                guard let inner = object.object(at: names) else { continue }
                try validation.refuseMissing(inner, of: message, at: names.joined(separator: "."))
            }
        }
    }
}

extension FieldPath {
    /// The path in an update mask, where keys with signs are between backticks.
    fileprivate var maskText: String {
        names.map { name in
            let isPlain = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            return isPlain ? name : "`\(name)`"
        }.joined(separator: ".")
    }
}

extension JSONObject {
    /// Sets a member inside of objects, which are made where they are missing.
    fileprivate mutating func set(_ value: JSONValue, at names: ArraySlice<String>) {
        guard let first = names.first else { return }
        guard names.count > 1 else {
            self[first] = value
            return
        }
        var inner = self[first]?.object ?? JSONObject()
        inner.set(value, at: names.dropFirst())
        self[first] = .object(inner)
    }

    /// The object that names lead to; nil when there is none.
    fileprivate func object(at names: ArraySlice<String>) -> JSONObject? {
        guard let first = names.first else { return self }
        return self[first]?.object?.object(at: names.dropFirst())
    }
}
