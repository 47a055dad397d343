/// The refusals that trials may cost: a twentieth of what a service admits.
///
/// A higher rate is tried when the credit covers the refusal that ends the trial. So a service
/// whose limit is stable refuses few requests, and one whose limit is gone is soon used in full.
struct RefusalCredit: Sendable {
    private var amount = 0.0
    /// The time after which requests count: a second after the first refusal, whose burst is free.
    private var start: Double?

    private static let share = 0.05
    private static let trial = 1.5
    private static let maximum = 6.0
    private static let minimum = -4.0

    /// Whether the credit covers a trial.
    var allowsTrial: Bool { amount >= Self.trial }

    /// Records an admitted request.
    mutating func admit(sentAt sent: Double) {
        guard let start, sent > start else { return }
        amount = min(Self.maximum, amount + Self.share)
    }

    /// Records a refused request.
    mutating func refuse(sentAt sent: Double) {
        guard let start else {
            start = sent + 1
            return
        }
        if sent > start { amount = max(Self.minimum, amount - 1) }
    }
}
