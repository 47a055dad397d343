import TuneQLText

/// The pattern of a row's name: parses path parameters from a name, and forms a name from them.
package struct NameTemplate: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    private let parts: [Part]
    /// The parameters, in the order of their positions in the name.
    package let parameters: [String]

    /// - Parameter text: The pattern, such as `projects/{projectsId}/locations/{locationsId}`.
    package init(_ text: String) {
        parts = Self.split(text).map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        parameters = parts.compactMap { part in
            guard case .parameter(let name) = part else { return nil }
            return name
        }
    }

    /// The values of the parameters; nil when the name does not match the template.
    package func arguments(from name: String) -> [String: String]? {
        let values = Self.split(name)
        guard values.count == parts.count else { return nil }
        var arguments: [String: String] = [:]
        for (part, value) in zip(parts, values) {
            switch part {
            case .literal(let text):
                guard value == text else { return nil }
            case .parameter(let name):
                guard !value.isEmpty else { return nil }
                arguments[name] = String(value)
            }
        }
        return arguments
    }

    /// Splits by bytes: a slash before a combining mark is another `Character`, but still a slash.
    private static func split(_ name: String) -> [Substring] {
        name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
    }

    /// The parameter at the end of the name, such as `tuningJobsId`; nil when a literal is.
    package var lastParameter: String? {
        guard case .parameter(let name)? = parts.last else { return nil }
        return name
    }

    /// Whether a name may belong to the row requested with these values.
    ///
    /// Its last part must be the requested one. In earlier parts, services may write a number
    /// instead of an id, as they do for projects, and a requested `-` matches any.
    package func matches(_ name: String, _ asked: [String: String]) -> Bool {
        guard let spelled = arguments(from: name) else { return false }
        return parameters.allSatisfy { parameter in
            guard let wanted = asked[parameter], let found = spelled[parameter] else { return true }
            if wanted == found { return true }
            guard parameter != lastParameter else { return false }
            return wanted == "-" || wanted.isNumber != found.isNumber
        }
    }

    /// The value of a parameter in a name or its last parts: `tuningJobs/12` gives `tuningJobsId`.
    package func value(of parameter: String, in name: String) -> String? {
        if let spelled = arguments(from: name) { return spelled[parameter] }
        let values = Self.split(name)
        guard let place = parts.firstIndex(of: .parameter(parameter)), values.count <= place + 1,
            let last = values.last, !last.isEmpty
        else { return nil }
        let fits = zip(parts[...place].suffix(values.count), values).allSatisfy { part, value in
            guard case .literal(let text) = part else { return true }
            return value == text
        }
        return fits ? String(last) : nil
    }

    /// The name formed from these values; nil when one is missing.
    package func name(with arguments: [String: String]) -> String? {
        var texts: [String] = []
        for part in parts {
            switch part {
            case .literal(let text): texts.append(text)
            case .parameter(let name):
                guard let value = arguments[name] else { return nil }
                texts.append(value)
            }
        }
        return texts.joined(separator: "/")
    }
}

extension String {
    fileprivate var isNumber: Bool { utf8.allSatisfy(\.isDigit) }
}
