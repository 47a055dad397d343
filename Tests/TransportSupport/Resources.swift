import Glibc

/// The bytes of a file in `Resources`.
///
/// - Throws: ``MissingResource`` when there is none of this name.
package func resource(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/Resources/\(name)"
    guard let file = fopen(path, "r") else { throw MissingResource(path: path) }
    defer { fclose(file) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        output += buffer[..<count]
    }
    return output
}

/// The text of a file in `Resources`.
package func resourceText(_ name: String) throws -> String {
    String(decoding: try resource(name), as: UTF8.self)
}

/// A file that tests expect beside them.
package struct MissingResource: Error {
    package let path: String
}
