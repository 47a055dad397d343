// Classes of bytes in SQL. Lexers test every byte, so these are inlined into other modules.

extension UInt8 {
    /// The byte in upper case, when it is an ASCII letter.
    @inlinable package var asciiUppercased: UInt8 {
        self >= 0x61 && self <= 0x7A ? self & 0xDF : self
    }

    /// The byte in lower case, when it is an ASCII letter.
    @inlinable package var asciiLowercased: UInt8 {
        self >= 0x41 && self <= 0x5A ? self | 0x20 : self
    }

    /// Whether the byte is a blank in SQL: space, tab, line feed, form feed or carriage return.
    @inlinable package var isBlank: Bool {
        self == 0x20 || (self >= 0x09 && self <= 0x0D && self != 0x0B)
    }

    /// Whether the byte is a decimal digit.
    @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether the byte is a hexadecimal digit, in either case.
    @inlinable package var isHexDigit: Bool {
        isDigit || (asciiUppercased >= 0x41 && asciiUppercased <= 0x46)
    }

    /// Whether the byte is an ASCII letter.
    @inlinable package var isLetter: Bool { asciiUppercased >= 0x41 && asciiUppercased <= 0x5A }

    /// Whether a name may start with the byte: letters, `_` and everything beyond ASCII.
    @inlinable package var startsName: Bool { isLetter || self == 0x5F || self >= 0x80 }

    /// Whether a name may continue with the byte.
    @inlinable package var continuesName: Bool {
        startsName || isDigit || self == UInt8(ascii: "$")
    }
}
