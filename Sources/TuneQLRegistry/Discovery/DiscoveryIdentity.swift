/// The name and the version of an API, by which its discovery documents are told apart.
package struct DiscoveryIdentity: Sendable, Hashable {
    /// The name, such as `compute`.
    package var name: String
    /// The version, such as `v2beta1`.
    package var version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// Reads the name and the version of a document, without reading the rest as a tree.
    ///
    /// It is nil when the text has no such members at its top.
    ///
    /// - Parameter bytes: The text of the document.
    package init?(scanning bytes: [UInt8]) {
        var scanner = TopMembers(bytes)
        while scanner.found.count < 2, scanner.advance() {}
        guard let name = scanner.found["name"], let version = scanner.found["version"] else {
            return nil
        }
        self.init(name: name, version: version)
    }
}

/// A scan for the members `name` and `version` at the top of a JSON object.
private struct TopMembers {
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0
    /// The member that a value follows; nil between members.
    private var member: String?
    private(set) var found: [String: String] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Goes on to the next string or bracket; false at the end.
    mutating func advance() -> Bool {
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","): if depth == 1 { member = nil }
            case UInt8(ascii: "\""):
                string()
                return true
            default: break
            }
        }
        return false
    }

    private mutating func string() {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(offset, bytes.count)
        offset += 1
        guard depth == 1 else { return }
        let isKnown = member == "name" || member == "version"
        if let member, isKnown {
            found[member] = String(decoding: bytes[start..<end], as: UTF8.self)
        } else if member == nil {
            member = String(decoding: bytes[start..<end], as: UTF8.self)
        }
    }
}
