import TuneQLJSON

/// The texts of values that are joined, searched and written without regard to SQL.
package enum PlainText {
    /// A text as it is, and everything else as JSON.
    package static func text(of value: TemplateValue) -> String {
        switch value {
        case .undefined: ""
        case .json(.string(let text)), .word(let text), .sql(let text): text
        case .json(let value): value.text
        }
    }
}
