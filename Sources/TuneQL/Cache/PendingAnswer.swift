import TuneQLHTTP
package import TuneQLJSON

extension ResultCache {
    /// The pages of a call, as they come; they are kept when the last has come.
    package final class Recording {
        private let cache: ResultCache
        private let call: MethodCall
        private let asked: Duration
        private let lifetime: Duration
        private let generation: Int
        private var pages: [JSONPage] = []
        private var size = 0
        private var isOver = false

        init(
            in cache: ResultCache,
            of call: MethodCall,
            asked: Duration,
            lifetime: Duration,
            generation: Int
        ) {
            self.cache = cache
            self.call = call
            self.asked = asked
            self.lifetime = lifetime
            self.generation = generation
        }

        deinit {
            cache.release(size)
        }

        /// Takes in the next page; the one without a token makes the answer complete.
        package func add(_ page: JSONPage) {
            guard !isOver else { return }
            guard cache.reserve(page.weight, beside: lifetime) else { return end() }
            size += page.weight
            pages.append(page)
            if page.nextPageToken ?? "" == "" { keep() }
        }

        private func keep() {
            let entry = KeptAnswers.Entry(
                fields: call.fields,
                pages: pages,
                size: size,
                asked: asked
            )
            if cache.keep(entry, for: call, since: generation) { size = 0 }
            end()
        }

        /// Lets go of what is not going to be kept.
        private func end() {
            isOver = true
            cache.release(size)
            size = 0
            pages = []
        }
    }
}

extension JSONPage {
    /// The bytes that the page takes: its text, and a place of 12 bytes for each cell.
    fileprivate var weight: Int {
        256 + bytes.count + 12 * count * layout.columns.count
    }
}
