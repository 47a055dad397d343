/// A word of a template's tag.
struct ExpressionToken: Equatable {
    enum Kind: Equatable {
        case name(String)
        case string(String)
        case number(String)
        case mark(String)
        case end
    }

    var kind: Kind
    var range: Range<Int>
    /// Whether blanks stand before it.
    var followsBlank = false
}
