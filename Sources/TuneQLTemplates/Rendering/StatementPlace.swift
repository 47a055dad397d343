import TuneQLText

/// Whether the end of a text is where a statement may begin.
package struct StatementPlace {
    private var place = SQLPlace()
    /// Whether only blanks and comments stand since the last semicolon.
    private var isEmpty = true
    /// A byte that begins a comment, if the next one is of the right kind.
    private var mark: UInt8?

    package init() {}

    package var isStart: Bool { isEmpty && mark == nil && !place.isComment }

    /// Notes a byte of the text.
    package mutating func pass(_ byte: UInt8) {
        let wasComment = place.isComment
        place.pass(byte)
        if place.isComment || wasComment {
            mark = nil
            return
        }
        if mark != nil {
            mark = nil
            isEmpty = false
        }
        switch byte {
        case UInt8(ascii: ";") where place.isCode: isEmpty = true
        case UInt8(ascii: "-"), UInt8(ascii: "/"): if isEmpty { mark = byte }
        case _ where byte.isBlank && place.isCode: break
        default: isEmpty = false
        }
    }
}
