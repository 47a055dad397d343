/// The widths of a table's columns, as the values need them and as the terminal allows.
struct TableWidths {
    /// The widths that the values need.
    private(set) var needed: [Int]
    /// Whether the cells of a column stand at the right, and are never cut.
    private(set) var isNumeric: [Bool]

    /// The narrowest that text columns get.
    private static let least = 4
    /// Values that are cut to less than this say nothing.
    private static let readable = 16

    init(_ columns: [RenderedColumn], least widths: [Int]) {
        needed = columns.indices.map { max(1, $0 < widths.count ? widths[$0] : 0) }
        isNumeric = columns.map(\.isNumeric)
    }

    /// Widens the columns for the cells of a block.
    mutating func fit(_ block: TableBlock, firstRow: Int) {
        let count = needed.count
        for index in needed.indices {
            needed[index] = max(needed[index], block.width(of: index, of: count))
            isNumeric[index] =
                isNumeric[index] || block.hasNumber(in: index, of: count, from: firstRow)
        }
    }

    /// The widths within a room: text columns share what numbers leave.
    func fitting(_ room: Int?) -> [Int] {
        guard let room else { return needed }
        return limited(to: limit(room))
    }

    /// Whether cutting to a room would leave less of some value than can be understood.
    func isTooNarrow(_ room: Int?) -> Bool {
        guard let room, needed.reduce(0, +) > room else { return false }
        return limit(room) < Self.readable
            || limited(to: Self.readable).reduce(0, +) > room
    }

    private func limit(_ room: Int) -> Int {
        let longest = needed.max() ?? 1
        let least = min(longest, Self.least)
        return stride(from: longest, to: least, by: -1).first { limit in
            limited(to: limit).reduce(0, +) <= room
        } ?? least
    }

    private func limited(to limit: Int) -> [Int] {
        zip(needed, isNumeric).map { $1 ? $0 : min($0, limit) }
    }
}
