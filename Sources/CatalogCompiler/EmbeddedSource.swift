/// The Swift source that holds a catalog as one literal, which compiles fast.
enum EmbeddedSource {
    static func text(of image: [UInt8]) -> String {
        """
        /// The compiled catalog as base64.
        enum EmbeddedCatalog {
            static let text: StaticString = "\(base64(image))"
        }

        """
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 3 * 4 + 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            word <<= UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let value = Int(word >> UInt32(18 - 6 * index) & 0x3F)
                output.append(index <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
