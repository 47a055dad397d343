import Synchronization
import TuneQLJSON

extension Emulator {
    /// What a page of jobs depends on.
    private struct Listing {
        var collection: JobCollection
        var filter: Filter?
        var rank: Int
        var size: Int
        var list: UInt32
    }

    func listJobs(_ parent: Route.Parent, _ parameters: RequestParameters) throws(APIError)
        -> [UInt8]
    {
        let filter = try FilterParser.filter(parameters.filter ?? "")
        let place = try place(parent)
        let list = Self.hash(place.name, parameters.filter ?? "")
        let (collection, version) = state.withLock {
            ($0.collections[place.index], $0.pages.version)
        }
        let rank = try Self.rank(parameters.pageToken, list) ?? collection.topRank
        let size = pageSize(parameters.pageSize)
        let key = PageCache.Key(list: list, rank: rank, size: size, style: parameters.style)
        let now = now
        if let bytes = state.withLock({ $0.pages.bytes(key, at: now) }) { return bytes }
        let listing = Listing(
            collection: collection,
            filter: filter,
            rank: rank,
            size: size,
            list: list
        )
        let page = page(listing, parameters.style, at: now)
        state.withLock { $0.pages.add(page, for: key, ifVersion: version) }
        return page.bytes
    }

    private func page(_ listing: Listing, _ style: OutputStyle, at now: Instant) -> PageCache.Page {
        let mask = style.mask.child("tuningJobs")
        var jobs: [JSONValue] = []
        var validUntil: Instant?
        var next: Int?
        var rank = listing.rank
        while let job = listing.collection.job(rank: rank) {
            let document = JobDocument(job, at: now)
            if listing.filter?.accepts(document) ?? true {
                guard jobs.count < listing.size else {
                    next = rank
                    break
                }
                jobs.append(mask.map(document.object) ?? .object(JSONObject()))
            }
            if let changes = document.condition.changes {
                validUntil = min(validUntil ?? changes, changes)
            }
            rank -= 1
        }
        let bytes = Self.bytes(jobs, next: next, list: listing.list, style)
        return PageCache.Page(bytes: bytes, validUntil: validUntil)
    }

    private static func bytes(
        _ jobs: [JSONValue],
        next: Int?,
        list: UInt32,
        _ style: OutputStyle
    ) -> [UInt8] {
        var response = JSONObject()
        if !jobs.isEmpty { response["tuningJobs"] = .array(jobs) }
        if let next, let rank = Int32(exactly: next) {
            response["nextPageToken"] = .string(PageToken(list: list, rank: rank).text)
        }
        // The jobs are masked already; members the mask leaves out go here.
        for name in response.names where style.mask.child(name) == nil { response[name] = nil }
        var style = style
        style.mask = .everything
        return style.body(.object(response), as: "ListTuningJobsResponse")
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
