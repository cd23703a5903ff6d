// Small moves of the frame.
