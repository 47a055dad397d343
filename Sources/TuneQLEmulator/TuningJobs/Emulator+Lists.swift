import Synchronization
import TuneQLJSON

extension Emulator {
    func listJobs(_ parent: Route.Parent, _ parameters: RequestParameters) throws(APIError)
        -> [UInt8]
    {
        let filter = try FilterParser.filter(parameters.filter ?? "")
        let place = try place(parent)
        let list = Self.hash(place.name, parameters.filter ?? "")
        let style = parameters.style
        let (collection, templateSet) = state.withLock {
            ($0.collections[place.index], $0.templates[style])
        }
        let rank = try Self.rank(parameters.pageToken, list) ?? collection.topRank
        let size = pageSize(parameters.pageSize)
        var writer = PageWriter(
            style: style,
            generator: collection.generator,
            templateSet: templateSet,
            size: size
        )
        let next = fill(&writer, with: collection, from: rank, size: size, filter)
        let token = next.flatMap { Int32(exactly: $0) }.map { PageToken(list: list, rank: $0).text }
        if writer.templateSet.size != templateSet.size {
            state.withLock { $0.templates.put(writer.templateSet, for: style) }
        }
        return writer.finish(nextPageToken: token)
    }

    /// Writes the jobs of a page and returns the rank of the one that starts the next page.
    private func fill(
        _ writer: inout PageWriter,
        with collection: JobCollection,
        from start: Int,
        size: Int,
        _ filter: Filter?
    ) -> Int? {
        let now = now
        var rank = start
        while let job = collection.job(rank: rank) {
            let document = JobDocument(job, at: now)
            if filter?.accepts(document) ?? true {
                guard writer.count < size else { return rank }
                writer.add(document)
            }
            rank -= 1
        }
        return nil
    }

    /// One page of a project's locations.
    func listLocations(_ project: String, _ parameters: RequestParameters) throws(APIError)
        -> JSONValue
    {
        let id = places.project(project)
        let places = places.all.filter { $0.project == id }
        let list = Self.hash("locations", id ?? "")
        let start = try Self.rank(parameters.pageToken, list) ?? 0
        let page = places.dropFirst(start).prefix(pageSize(parameters.pageSize))
        var response = JSONObject()
        if !page.isEmpty { response["locations"] = .array(page.map(self.places.document)) }
        if page.endIndex < places.endIndex, let rank = Int32(exactly: page.endIndex) {
            response["nextPageToken"] = .string(PageToken(list: list, rank: rank).text)
        }
        return .object(response)
    }

    private func pageSize(_ size: Int) -> Int {
        min(size == 0 ? configuration.defaultPageSize : size, configuration.maximumPageSize)
    }

    private static func rank(_ token: String?, _ list: UInt32) throws(APIError) -> Int? {
        guard let token else { return nil }
        guard let token = PageToken(token), token.list == list else {
            throw .found([
                APIError.Violation(field: "page_token", description: "The page token is invalid.")
            ])
        }
        return Int(token.rank)
    }

    private static func hash(_ parts: String...) -> UInt32 {
        UInt32(truncatingIfNeeded: SeededRandom.hash(parts.joined(separator: "\u{0}")))
    }
}
