import TuneQLJSON

/// Makes the jobs that exist before anybody calls, each from its ordinal alone.
struct JobGenerator: Sendable {
    let seed: UInt64
    /// The number of generated jobs.
    let count: Int
    /// The instant before which all of them were created.
    let start: Instant

    /// The generated job of an ordinal, 0 being the newest.
    func job(_ ordinal: Int, in place: JobCollection.Place) -> Job {
        let seed = seed(of: ordinal, in: place)
        var random = SeededRandom(seed: seed)
        let traits = JobTraits(random: &random)
        let life = Life(created: created(ordinal, &random), random: &random)
        return job(ordinal, in: place, seed: seed, life: life, body: nil, traits: traits)
    }

    /// The job that a create made.
    func job(_ ordinal: Int, in place: JobCollection.Place, body: JSONObject, life: Life) -> Job {
        let seed = seed(of: ordinal, in: place)
        var random = SeededRandom(seed: seed)
        var traits = JobTraits(random: &random)
        traits.isPreference = body["preferenceOptimizationSpec"] != nil
        let spec = body["preferenceOptimizationSpec"] ?? body["supervisedTuningSpec"]
        traits.epochs = min(max(spec?["hyperParameters"]?["epochCount"]?.integer ?? 3, 1), 100)
        return job(ordinal, in: place, seed: seed, life: life, body: body, traits: traits)
    }

    /// The life that lies before a job created now; a doomed one is to fail.
    func life(created now: Instant, ordinal: Int, in place: JobCollection.Place, isDoomed: Bool)
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
            outcome: isDoomed ? .failed : .succeeded
        )
    }

    private func job(
        _ ordinal: Int,
        in place: JobCollection.Place,
        seed: UInt64,
        life: Life,
        body: JSONObject?,
        traits: JobTraits
    ) -> Job {
        let numbering = JobNumbering(seed: self.seed)
        return Job(
            place: place,
            number: numbering.number(collection: place.index, ordinal: ordinal),
            seed: seed,
            life: life,
            body: body,
            traits: traits
        )
    }

    private func seed(of ordinal: Int, in place: JobCollection.Place) -> UInt64 {
        SeededRandom.mixed(seed &+ SeededRandom.mixed(UInt64(place.index) << 32 | UInt64(ordinal)))
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
        random.pick([0, 3, 6, 6, 6, 6, 6, 9])
    }
}

extension JobTraits {
    fileprivate init(random: inout SeededRandom) {
        theme = random.pick(Theme.all)
        version = random.int(1...9)
        isPreference = random.chance(14)
        epochs = random.pick([1, 2, 3, 3, 4, 5, 10])
        examples = random.int(40...4000)
    }
}

extension Life {
    fileprivate init(created: Instant, random: inout SeededRandom) {
        self.created = created
        dequeued = (created + .seconds(random.int(2...40))).truncated(toDigits: .some(&random))
        let lead = .seconds(random.int(20...240)) + Int64(random.int(0...999_999_999))
        started = (dequeued + lead).truncated(toDigits: .some(&random))
        let span = .seconds(random.int(600...7200)) + Int64(random.int(0...999_999_999))
        ended = (started + span).truncated(toDigits: .some(&random))
        outcome = Self.outcome(random.int(1...100))
    }

    private static func outcome(_ percentile: Int) -> Outcome {
        switch percentile {
        case ...80: .succeeded
        case ...91: .failed
        case ...97: .cancelled
        case ...99: .partiallySucceeded
        default: .expired
        }
    }
}
