package import TuneQLCalls
import TuneQLJSON

extension ResultCache {
    /// The pages of a call that have arrived; the cache keeps them after the last one.
    package final class PendingResult {
        private let cache: ResultCache
        private let call: MethodCall
        private let requested: Duration
        private let lifetime: Duration
        private let generation: Int
        private var pages: [CallPage] = []
        private var size = 0
        private var isOver = false

        init(
            in cache: ResultCache,
            of call: MethodCall,
            requested: Duration,
            lifetime: Duration,
            generation: Int
        ) {
            self.cache = cache
            self.call = call
            self.requested = requested
            self.lifetime = lifetime
            self.generation = generation
        }

        deinit {
            cache.release(size)
        }

        /// Adds the next page; the one without a token completes the result.
        package func add(_ page: CallPage) {
            guard !isOver else { return }
            guard cache.reserve(page.weight, within: lifetime) else { return end() }
            size += page.weight
            pages.append(page)
            if page.isLast { keep() }
        }

        private func keep() {
            let entry = CachedResults.Entry(
                fields: call.fields,
                pages: pages,
                size: size,
                requested: requested
            )
            if cache.keep(entry, for: call, since: generation) { size = 0 }
            end()
        }

        /// Releases pages that the cache is not going to keep.
        private func end() {
            isOver = true
            cache.release(size)
            size = 0
            pages = []
        }
    }
}

extension CallPage {
    /// The bytes that the page takes: its text, and a position of 12 bytes for each cell.
    fileprivate var weight: Int {
        256 + content.bytes.count + 12 * content.count * content.layout.columns.count
    }
}
