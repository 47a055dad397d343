/// A model job as bytes: what jobs of the same contents share, and marks where they differ.
struct JobTemplate: Sendable {
    private let bytes: [UInt8]
    /// The marks, with the offset of what follows each.
    private let marks: [(start: Int, mark: JobMark)]

    /// Finds the marks in a model's bytes.
    init(_ model: [UInt8]) {
        var marks: [(start: Int, mark: JobMark)] = []
        for offset in model.indices {
            if let mark = JobMark(model, at: offset) { marks.append((offset, mark)) }
        }
        self.marks = marks
        bytes = model
    }

    var size: Int { bytes.count }

    /// Appends the bytes of one job of these contents.
    func write(_ job: Job, _ condition: Condition, to output: inout [UInt8]) {
        var offset = 0
        for (start, mark) in marks {
            output.append(contentsOf: bytes[offset..<start])
            output.append(contentsOf: job.text(of: mark, in: condition).utf8)
            offset = start + JobMark.length
        }
        output.append(contentsOf: bytes[offset...])
    }
}

/// The templates that were made so far for one style.
struct TemplateSet: Sendable {
    private(set) var templates: [Int: JobTemplate] = [:]
    private(set) var size = 0

    /// The approximate size of a job; names and times are longer than their marks.
    var averageSize: Int { templates.isEmpty ? 512 : size / templates.count + 512 }

    subscript(contents: Int) -> JobTemplate? { templates[contents] }

    mutating func add(_ template: JobTemplate, for contents: Int) {
        templates[contents] = template
        size += template.size
    }
}

/// The template sets of the styles in use, within a bound of memory.
struct TemplateCache: Sendable {
    /// The maximum number of bytes that are kept.
    static let capacity = 16 << 20

    private var templateSets: [OutputStyle: TemplateSet] = [:]

    subscript(style: OutputStyle) -> TemplateSet { templateSets[style] ?? TemplateSet() }

    /// Keeps a set; when the sets are too large together, the others are removed.
    mutating func put(_ templateSet: TemplateSet, for style: OutputStyle) {
        templateSets[style] = templateSet
        if templateSets.values.reduce(0, { $0 + $1.size }) > Self.capacity {
            templateSets = [style: templateSet]
        }
    }
}
