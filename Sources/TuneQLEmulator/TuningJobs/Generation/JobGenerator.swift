import TuneQLJSON

/// Makes the jobs that exist before anybody calls, each from its ordinal alone.
struct JobGenerator: Sendable {
    let seed: UInt64
    /// The number of generated jobs.
    let count: Int
    /// The instant before which all of them were created.
    let start: Instant

    /// The number of different contents; more would only fill the cache of templates.
    static let contentsCount = 1024

    /// The generated job of an ordinal, 0 being the newest.
    func job(_ ordinal: Int, in place: JobCollection.Place) -> Job {
        let seed = seed(of: ordinal, in: place)
        let contents = Int(seed % UInt64(Self.contentsCount))
        let contentSeed = self.seed(ofContents: contents)
        var random = SeededRandom(seed: seed)
        let life = Life(
            created: created(ordinal, &random),
            outcome: .of(contentSeed),
            random: &random
        )
        return Job(
            place: place,
            number: number(ordinal, in: place),
            seed: seed,
            life: life,
            contents: .shared(contents, seed: contentSeed)
        )
    }

    /// The job that a create made.
    func job(_ ordinal: Int, in place: JobCollection.Place, body: JSONObject, life: Life) -> Job {
        Job(
            place: place,
            number: number(ordinal, in: place),
            seed: seed(of: ordinal, in: place),
            life: life,
            contents: .created(body)
        )
    }

    /// The model of the ended jobs of some contents.
    func model(contents: Int) -> JobDocument {
        let contentSeed = self.seed(ofContents: contents)
        let then = Instant(nanoseconds: 0)
        let place = JobCollection.Place(
            index: 0,
            project: JobMark.project.character,
            projectNumber: JobMark.projectNumber.character,
            location: JobMark.location.character
        )
        let life = Life(
            created: then,
            dequeued: then,
            started: then,
            ended: then,
            outcome: .of(contentSeed)
        )
        let job = Job(
            place: place,
            number: JobMark.number.character,
            seed: 0,
            life: life,
            contents: .shared(contents, seed: contentSeed),
            isModel: true
        )
        return JobDocument(job, at: then)
    }

    /// The life that lies before a job created now; a doomed one is to fail.
    func life(created now: Instant, ordinal: Int, in place: JobCollection.Place, willFail: Bool)
        -> Life
    {
        var random = SeededRandom(seed: seed(of: ordinal, in: place), stream: 1)
        let dequeued = now + .seconds(random.int(1...3))
        let started = dequeued + .seconds(random.int(2...6))
        let ended = started + .seconds(random.int(20...60))
        return Life(
            created: now,
            dequeued: dequeued,
            started: started,
            ended: ended,
            outcome: willFail ? .failed : .succeeded
        )
    }

    private func number(_ ordinal: Int, in place: JobCollection.Place) -> String {
        JobNumbering(seed: seed).number(collection: place.index, ordinal: ordinal)
    }

    private func seed(of ordinal: Int, in place: JobCollection.Place) -> UInt64 {
        SeededRandom.mixed(seed &+ SeededRandom.mixed(UInt64(place.index) << 32 | UInt64(ordinal)))
    }

    private func seed(ofContents contents: Int) -> UInt64 {
        SeededRandom.mixed(SeededRandom.mixed(seed) ^ UInt64(contents))
    }

    /// Jobs come one in a gap of at most 45 minutes, and the oldest is at most five years old.
    private func created(_ ordinal: Int, _ random: inout SeededRandom) -> Instant {
        let gap = min(.seconds(45 * 60), .seconds(5 * 365 * 86_400) / Int64(max(count, 1)))
        let jitter = Int64(random.int(1...Int(gap - .seconds(1))))
        return (start + (-gap * Int64(ordinal) - jitter)).truncated(toDigits: .some(&random))
    }
}

extension Int {
    /// A number of fraction digits, as the service's timestamps have them.
    fileprivate static func some(_ random: inout SeededRandom) -> Int {
        switch random.int(1...8) {
        case 1: 0
        case 2: 3
        case 3: 9
        default: 6
        }
    }
}

extension Life {
    fileprivate init(created: Instant, outcome: Outcome, random: inout SeededRandom) {
        self.created = created
        self.outcome = outcome
        dequeued = (created + .seconds(random.int(2...40))).truncated(toDigits: .some(&random))
        let lead = .seconds(random.int(20...240)) + Int64(random.int(0...999_999_999))
        started = (dequeued + lead).truncated(toDigits: .some(&random))
        let span = .seconds(random.int(600...7200)) + Int64(random.int(0...999_999_999))
        ended = (started + span).truncated(toDigits: .some(&random))
    }
}

extension Life.Outcome {
    fileprivate static func of(_ contentSeed: UInt64) -> Life.Outcome {
        var random = SeededRandom(seed: contentSeed, stream: 2)
        return switch random.int(1...100) {
        case ...80: .succeeded
        case ...91: .failed
        case ...97: .cancelled
        case ...99: .partiallySucceeded
        default: .expired
        }
    }
}
