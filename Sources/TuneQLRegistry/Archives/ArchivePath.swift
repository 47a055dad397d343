/// The path of a member of an archive, below the directory that the archive is unpacked into.
package enum ArchivePath {
    private static let maximumSize = 1024

    /// The path without what changes nothing in it, such as `./`.
    ///
    /// - Parameter name: The name in the archive.
    /// - Returns: The path, empty for the directory itself; nil when it may lead elsewhere.
    package static func relative(_ name: String) -> String? {
        // By bytes: to Swift, a slash with a combining mark is another character than a slash.
        let bytes = Array(name.utf8)
        guard !bytes.isEmpty, bytes.count <= maximumSize, bytes[0] != UInt8(ascii: "/"),
            !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") })
        else { return nil }
        let parts = bytes.split(separator: UInt8(ascii: "/"))
        guard !parts.contains(where: { $0.elementsEqual("..".utf8) }) else { return nil }
        return parts.filter { !$0.elementsEqual(".".utf8) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }
}
