import TuneQLCatalog
import TuneQLJSON

/// Files: methods whose response is the file itself where they are called with `alt=media`.
enum DiscoveryMedia {
    private static let parameter = Parameter(
        name: "alt",
        location: .query,
        isRequired: true,
        type: .enumeration(["media"]),
        description: "`media` for the contents of the file."
    )

    /// Adds the methods that return files to one that was read.
    ///
    /// `get` returns what is known of a file, and its sibling `get_media` the file; of other
    /// methods nothing but the file is wanted.
    static func reads(of read: DiscoveryMethodReader.Read) -> [DiscoveryMethodReader.Read] {
        guard read.source.isDownload, read.method.verb == .select,
            !read.method.parameters.contains(where: { $0.name == parameter.name })
        else { return [read] }
        var method = read.method
        method.rows = RowSource(form: .contents)
        method.responseMessage = nil
        method.responseNames = []
        method.rowName = nil
        method.pagination = nil
        method.hasPartialResponse = false
        var alt = parameter
        let isChoice = read.source.name == "get" && read.method.responseMessage != nil
        if isChoice { method.name += "_media" } else { alt.defaultValue = "media" }
        method.parameters.append(alt)
        let media = DiscoveryMethodReader.Read(
            method: method,
            source: read.source,
            row: nil,
            isCopy: read.isCopy
        )
        return isChoice ? [read, media] : [media]
    }
}
