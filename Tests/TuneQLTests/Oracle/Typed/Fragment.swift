/// A piece of SQL in two dialects: ours, and that of plain tables over comparable columns.
///
/// Its parts are known, so that pieces can be left out of a statement without breaking it.
struct Fragment: Sendable {
    /// What may stand in each other's place.
    enum Kind: Hashable, Sendable {
        case value(ValueType)
        case condition
        /// A query that is not the outermost one.
        case query
    }

    enum Part: Sendable {
        case text(ours: String, plain: String)
        case fragment(Fragment)
        /// Written with separators between the items; without items, not even the opening is.
        case list(items: [Fragment], opening: String, separator: String, minimum: Int)
    }

    enum Dialect {
        case ours, plain
    }

    var kind: Kind?
    var parts: [Part]
    /// Whether it is a column that the schema gives a type, on whatever way it came here.
    var isDeclared = false

    init(kind: Kind? = nil, parts: [Part]) {
        self.kind = kind
        self.parts = parts
    }

    /// SQL that the dialects spell differently.
    init(ours: String, plain: String) {
        self.init(parts: [.text(ours: ours, plain: plain)])
    }

    func with(_ kind: Kind?) -> Fragment {
        var fragment = self
        fragment.kind = kind
        return fragment
    }
    func with(_ type: ValueType) -> Fragment { with(.value(type)) }

    func text(for dialect: Dialect) -> String {
        var text = ""
        write(to: &text, for: dialect)
        return text
    }

    private func write(to text: inout String, for dialect: Dialect) {
        for part in parts {
            switch part {
            case .text(let ours, let plain): text += dialect == .ours ? ours : plain
            case .fragment(let fragment): fragment.write(to: &text, for: dialect)
            case .list(let items, let opening, let separator, _):
                for (index, item) in items.enumerated() {
                    text += index == 0 ? opening : separator
                    item.write(to: &text, for: dialect)
                }
            }
        }
    }
}

extension Fragment: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) {
            if !text.isEmpty { parts.append(.text(ours: text, plain: text)) }
        }

        mutating func appendInterpolation(_ text: String) { appendLiteral(text) }

        mutating func appendInterpolation(_ fragment: Fragment) {
            parts.append(.fragment(fragment))
        }

        /// A list whose items can be left out, as long as `minimum` of them stay.
        mutating func appendInterpolation(
            _ items: [Fragment],
            opening: String = "",
            by separator: String = ", ",
            minimum: Int = 1
        ) {
            parts.append(
                .list(items: items, opening: opening, separator: separator, minimum: minimum)
            )
        }

        /// A WHERE, or nothing when there are no conditions.
        mutating func appendInterpolation(where conditions: [Fragment]) {
            appendInterpolation(conditions, opening: " WHERE ", by: " AND ", minimum: 0)
        }
    }

    init(stringLiteral value: String) {
        self.init(parts: [.text(ours: value, plain: value)])
    }

    init(stringInterpolation: StringInterpolation) {
        self.init(parts: stringInterpolation.parts)
    }
}
