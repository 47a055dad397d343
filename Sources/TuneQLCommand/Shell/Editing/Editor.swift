import Glibc

/// The user's editor of texts.
enum Editor {
    /// Lets the user edit a text; nil when the text was left as it was.
    static func edited(_ text: String) throws(MetaError) -> String? {
        let folder = UserDirectory.variable("TMPDIR") ?? "/tmp"
        var template = Array("\(folder)/tuneql-XXXXXX.sql".utf8CString)
        let descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else {
            throw MetaError("\(folder) cannot be written: \(String(cString: strerror(errno)))")
        }
        let path = template.withUnsafeBufferPointer {
            String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        defer { unlink(path) }
        let bytes = Array((text + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
        close(descriptor)
        try edit(path)
        let result: String
        do throws(CommandError) {
            result = try Files.text(of: path)
        } catch {
            throw MetaError(error.description)
        }
        return result == text + "\n" ? nil : trimmedEnd(result)
    }

    /// Opens a file in the editor and waits until it is left.
    static func edit(_ path: String) throws(MetaError) {
        let editor = UserDirectory.variable("VISUAL") ?? UserDirectory.variable("EDITOR") ?? "vi"
        let quoted =
            "'"
            + path.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
        let status = system("\(editor) \(quoted)")
        guard status == 0 else {
            throw MetaError(
                "\(editor) has failed",
                help: "VISUAL or EDITOR names the editor to use"
            )
        }
    }

    private static func trimmedEnd(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
