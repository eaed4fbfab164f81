namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>Events could not be taken over now. Nothing says that they never can.</summary>
public sealed class EventsNotKeptException(string message, Exception? cause = null) : Exception(message, cause);
