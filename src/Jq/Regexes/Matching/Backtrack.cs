namespace Pipeline.Jq.Regexes.Matching;

/// <summary>Something to return to: another way to go on, or a slot that has to get its old value back.</summary>
/// <param name="At">The instruction to go on at; -1 when a slot is to be restored.</param>
/// <param name="Value">The place in the text, or the slot's value.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Calls">The calls under way.</param>
internal readonly record struct Backtrack(int At, int Value, int Slot, CallFrame? Calls)
{
    public bool IsSlot => At < 0;
}
