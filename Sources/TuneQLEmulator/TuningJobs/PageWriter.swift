import TuneQLJSON

/// Writes a page of jobs.
///
/// An ended generated job is copied from the template of its contents, which costs about a
/// microsecond; any other is made as a tree.
struct PageWriter {
    let style: OutputStyle
    let generator: JobGenerator
    /// The templates at hand; what was missing is added.
    private(set) var templateSet: TemplateSet
    private(set) var count = 0
    private var output: [UInt8] = []

    /// Starts a page of at most `size` jobs.
    init(style: OutputStyle, generator: JobGenerator, templateSet: TemplateSet, size: Int) {
        self.style = style
        self.generator = generator
        self.templateSet = templateSet
        output.reserveCapacity((size + 1) * templateSet.averageSize)
    }

    /// Adds a job to the page.
    mutating func add(_ document: JobDocument) {
        count += 1
        guard let mask = style.mask.child("tuningJobs") else { return }
        append(output.isEmpty ? openArray : ",\(newline(2))")
        if case .shared(let contents, _) = document.job.contents, document.condition.isFinal,
            document.job.life.cancelRequested == nil
        {
            template(contents, mask).write(document.job, document.condition, to: &output)
        } else {
            output.append(contentsOf: bytes(document, mask))
        }
    }

    /// Ends the page and returns its bytes.
    mutating func finish(nextPageToken: String?) -> [UInt8] {
        if !output.isEmpty { append("\(newline(1))]") }
        if let nextPageToken, style.mask.child("nextPageToken") != nil {
            append(output.isEmpty ? "{" : ",")
            let blank = style.isIndented ? " " : ""
            append("\(newline(1))\"nextPageToken\":\(blank)\"\(nextPageToken)\"")
        }
        if output.isEmpty { output.append(UInt8(ascii: "{")) } else { append(newline(0)) }
        append("}" + (style.isIndented ? "\n" : ""))
        return output
    }

    private mutating func template(_ contents: Int, _ mask: ResponseMask) -> JobTemplate {
        if let template = templateSet[contents] { return template }
        let template = JobTemplate(bytes(generator.model(contents: contents), mask))
        templateSet.add(template, for: contents)
        return template
    }

    private func bytes(_ document: JobDocument, _ mask: ResponseMask) -> [UInt8] {
        style.text(of: document.object(mask), as: "TuningJob", level: 2)
    }

    private mutating func append(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    private var openArray: String {
        "{\(newline(1))\"tuningJobs\":\(style.isIndented ? " " : "")[\(newline(2))"
    }

    /// The line break before a value of a level.
    private func newline(_ level: Int) -> String {
        style.isIndented ? "\n" + String(repeating: "  ", count: level) : ""
    }
}
