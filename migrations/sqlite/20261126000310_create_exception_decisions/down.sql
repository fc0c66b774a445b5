DROP TABLE exception_decisions;
