/// How many refusals finding out may cost: a twentieth of what a service admits.
///
/// A higher rate is tried when the refusal that ends the trial can be paid. So a service whose limit
/// stays gets few requests in vain, and one whose limit has gone is soon used in full.
struct RefusalCredit: Sendable {
    private var amount = 0.0
    /// The storm of refusals that begins all is free; so is what is sent within a second of it.
    private var start: Double?

    private static let share = 0.05
    private static let trial = 1.5
    private static let most = 6.0
    private static let least = -4.0

    /// Whether there is enough for a trial.
    var allowsTrial: Bool { amount >= Self.trial }

    /// Takes note of an admitted request, by the second in which it was sent.
    mutating func admit(sentAt sent: Double) {
        guard let start, sent > start else { return }
        amount = min(Self.most, amount + Self.share)
    }

    /// Takes note of a refused request.
    mutating func refuse(sentAt sent: Double) {
        guard let start else {
            start = sent + 1
            return
        }
        if sent > start { amount = max(Self.least, amount - 1) }
    }
}
