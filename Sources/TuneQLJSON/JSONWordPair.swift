/// Tests sixteen bytes of text at a time, as two words in a vector register; see `JSONWord`.
enum JSONWordPair {
    typealias Words = SIMD2<UInt64>

    @inline(__always)
    static func both(_ word: UInt64) -> Words { Words(repeating: word) }

    /// As `JSONWord.differences`; `isASCII` promises that the words are ASCII too.
    @inline(__always)
    static func differences(_ words: Words, _ pattern: UInt64, isASCII: Bool) -> Words {
        isASCII
            ? (words ^ both(pattern)) &+ both(JSONWord.lowBits)
            : (((words & both(JSONWord.lowBits)) ^ both(pattern)) &+ both(JSONWord.lowBits)) | words
    }

    /// As `JSONWord.notBrackets`.
    @inline(__always)
    static func notBrackets(_ words: Words, isASCII: Bool) -> Words {
        let rest = (~words & both(JSONWord.bracketBits)) &+ both(JSONWord.lowBits)
        return isASCII ? rest : rest | words
    }

    /// The lowest bit of each byte: whether its word has an odd number of marked bytes up to it.
    @inline(__always)
    static func parities(_ marks: Words) -> Words {
        var parities = marks & both(JSONWord.ones)
        parities ^= parities &<< both(8)
        parities ^= parities &<< both(16)
        parities ^= parities &<< both(32)
        return parities
    }
}

extension Span where Element == UInt8 {
    /// The sixteen bytes at `offset`, the first one lowest in the first word; bounds are checked.
    @inline(__always)
    func words(at offset: Int) -> SIMD2<UInt64> {
        // Any bytes are two UInt64, so nothing about this load is unsafe.
        let words = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
        return SIMD2(UInt64(littleEndian: words[0]), UInt64(littleEndian: words[1]))
    }
}
