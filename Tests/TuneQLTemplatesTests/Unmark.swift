import Testing

/// The text without its marks `⟦` and `⟧`, and the byte range between them.
func unmark(_ marked: String) throws -> (text: String, range: Range<Int>) {
    let start = try #require(marked.firstRange(of: "⟦"), "a ⟦ is needed")
    let end = try #require(marked.firstRange(of: "⟧"), "a ⟧ is needed")
    let before = marked[..<start.lowerBound]
    let middle = marked[start.upperBound..<end.lowerBound]
    let range = before.utf8.count..<before.utf8.count + middle.utf8.count
    return (String(before + middle + marked[end.upperBound...]), range)
}
