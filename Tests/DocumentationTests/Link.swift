import ProgramSupport

/// A link of a page to a file of the project, or to a heading.
struct Link: CustomStringConvertible {
    /// The link as it is written.
    let description: String
    /// The path of the file in the project; that of the page itself for a link inside it.
    let path: String
    /// The anchor of the heading; nil for a link to the whole file.
    let anchor: String?

    /// - Parameters:
    ///   - target: The link as it is written, relative to the page.
    ///   - page: The path of the page that has the link.
    init(_ target: String, on page: String) {
        description = target
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        anchor = parts.count > 1 ? String(parts[1]) : nil
        guard let file = parts.first, !file.isEmpty else {
            path = page
            return
        }
        let steps = page.split(separator: "/").dropLast() + file.split(separator: "/")
        path = steps.reduce(into: [Substring]()) { path, step in
            if step == ".." { _ = path.popLast() } else if step != "." { path.append(step) }
        }.joined(separator: "/")
    }

    /// Whether there is such a file or folder, with such a heading.
    var isValid: Bool {
        if let anchor { return Page.anchors(path).contains(anchor) }
        return ProjectFiles.text(path) != nil || !ProjectFiles.names(in: path).isEmpty
    }
}
