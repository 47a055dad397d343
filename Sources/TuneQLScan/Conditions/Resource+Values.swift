package import TuneQLCatalog
import TuneQLText
import TuneQLTransport

/// Detects values that no row can have, before any request is made for them.
extension Resource {
    /// Refuses a parameter's value that is a whole name, or has white space around it.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - parameter: The name of the parameter.
    ///   - method: The method that takes it; nil for those of SELECT.
    /// - Throws: ``ScanError`` whose help says what to write instead.
    package func check(
        _ value: String,
        ofParameter parameter: String,
        of method: Method? = nil
    ) throws(ScanError) {
        let known = method?.parameters ?? parameters
        guard let found = known.first(where: { $0.name == parameter }), found.namesPlace else {
            return
        }
        try Self.checkEnds(of: value, parameter)
        let paths = method.map { [$0.path] } ?? methods(for: .select).map(\.path)
        guard value.utf8.contains(UInt8(ascii: "/")),
            !paths.contains(where: { $0.contains("{+\(parameter)}") }),
            let template = nameTemplate.map(NameTemplate.init),
            template.parameters.contains(parameter)
        else { return }
        throw isName(value, parameter, template, isSelect: method == nil)
    }

    /// Refuses the name of a row that has white space around it.
    func check(name: String) throws(ScanError) {
        guard let trimmed = name.withoutOuterBlanks else { return }
        guard let template = nameTemplate.map(NameTemplate.init),
            template.arguments(from: trimmed) != nil
        else { return }
        try Self.checkEnds(of: name, nameColumn ?? "name")
    }

    private static func checkEnds(of value: String, _ name: String) throws(ScanError) {
        guard let trimmed = value.withoutOuterBlanks else { return }
        let (place, blank) = value.outerBlank
        throw ScanError(
            .invalidValue,
            "\(name) is '\(value.escapingBlanks)', which \(place) with \(blank)",
            help: trimmed.isEmpty
                ? "a name cannot be blank" : "write '\(ReadableText.line(trimmed))'"
        )
    }

    private func isName(
        _ value: String,
        _ parameter: String,
        _ template: NameTemplate,
        isSelect: Bool
    ) -> ScanError {
        let text = ReadableText.line(value)
        var help = "an id is one part of a name, without slashes"
        if let id = template.value(of: parameter, in: value) {
            help = isSelect ? "write \(parameter) = '\(id)'" : "write '\(id)'"
        }
        if isSelect, let nameColumn, template.arguments(from: value) != nil {
            help += ", or \(nameColumn) = '\(text)' instead"
        }
        return ScanError(
            .invalidValue,
            "\(parameter) is '\(text)', which is a full name: an id contains no slash",
            help: help
        )
    }
}

extension Parameter {
    /// Whether its value is a part of a resource's location, rather than free text.
    fileprivate var namesPlace: Bool { location == .path || location == .server || isRequired }
}

extension String {
    /// The text without white space at its ends; nil if it has none there.
    fileprivate var withoutOuterBlanks: String? {
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last, first.isBlank || last.isBlank
        else { return nil }
        let start = scalars.firstIndex { !$0.isBlank } ?? endIndex
        guard start < endIndex, let end = scalars.lastIndex(where: { !$0.isBlank }) else {
            return ""
        }
        return String(scalars[start...end])
    }

    /// The end of the text that has white space, and the kind of white space.
    fileprivate var outerBlank: (place: String, kind: String) {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last else {
            return ("ends", "a blank")
        }
        return last.isBlank ? ("ends", last.blankName) : ("begins", first.blankName)
    }

    /// The text with control characters and white space escaped, except blanks.
    fileprivate var escapingBlanks: String {
        var output = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case " ": output += " "
            default:
                let isPlain = !scalar.isBlank && !(scalar.properties.generalCategory == .control)
                output += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return output.shortened
    }
}

extension Unicode.Scalar {
    /// Whether it is white space or has no width.
    fileprivate var isBlank: Bool {
        properties.isWhitespace || [0x200B, 0x2060, 0xFEFF].contains(value)
    }

    fileprivate var blankName: String {
        switch value {
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: "a line break"
        case 0x09: "a tab"
        default: "a blank"
        }
    }
}
