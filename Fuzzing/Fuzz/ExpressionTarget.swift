import Glibc
import TuneQLText

/// Searches a text by a regular expression, a line each: no pattern crashes or takes long, matches
/// lie in the text, and the C library finds the same ones.
func fuzzExpression(_ input: [UInt8]) {
    let lines = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 2, let expression = try? RegularExpression(lines[0]) else { return }
    let text = lines[1].utf8.span
    var questions = 0
    let stop = {
        questions += 1
        return questions > 50
    }
    guard let match = try? expression.firstMatch(in: text, shouldStop: stop) else {
        compare(lines, nil)
        return
    }
    precondition(match.upperBound <= text.count, "a match lies outside of the text")
    compare(lines, match)
    let groups = (try? expression.groups(of: match, in: text, shouldStop: stop)) ?? []
    for group in groups.compactMap(\.self) {
        precondition(
            group.lowerBound >= match.lowerBound && group.upperBound <= match.upperBound,
            "a group lies outside of its match"
        )
    }
    let same = try? expression.replacing(in: text, with: "\\0".utf8.span, shouldStop: stop)
    precondition(same.map { $0 == Array(lines[1].utf8) } ?? true, "a replacement changes the text")
}

/// Compares with the C library, where it takes the pattern to mean the same and is fit for it: it
/// forgets `^` when it repeats a group.
private func compare(_ lines: [String], _ match: Range<Int>?) {
    let both = lines[0] + lines[1]
    guard lines[0].utf8.count < 24, both.utf8.count < 100,
        both.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
        !lines[0].contains(where: { "{[\\^$".contains($0) })
    else { return }
    var other = regex_t()
    guard regcomp(&other, lines[0], REG_EXTENDED) == 0 else { return }
    defer { regfree(&other) }
    var place = regmatch_t()
    let isFound = regexec(&other, lines[1], 1, &place, 0) == 0
    let expected = isFound ? Int(place.rm_so)..<Int(place.rm_eo) : nil
    precondition(match == expected, "\(String(describing: match)), but C: \(place)")
}
