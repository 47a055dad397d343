extension UInt8 {
    var asciiUppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self & 0xDF : self }

    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D && self != 0x0B) }

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    var isHexDigit: Bool { isDigit || (asciiUppercased >= 0x41 && asciiUppercased <= 0x46) }

    /// Whether a name may start with it: letters, `_` and everything beyond ASCII.
    var startsName: Bool {
        (asciiUppercased >= 0x41 && asciiUppercased <= 0x5A) || self == 0x5F || self >= 0x80
    }

    /// Whether a name may go on with it.
    var continuesName: Bool { startsName || isDigit || self == UInt8(ascii: "$") }
}

extension String {
    /// ASCII letters made small, as SQLite compares names.
    package var asciiLowercased: String {
        String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
    }

    /// Whether both spell the same name, as SQLite compares names.
    package func isSameName(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }
}
